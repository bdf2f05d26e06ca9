package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Inputs;
import attention.mechanism.Labels;
import attention.mechanism.ProjectedInput;
import attention.mechanism.Projection;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.InputMatrix.Values;
import attention.request.VectorInputs;
import org.jspecify.annotations.Nullable;

/**
 * Queries, keys and values in the making: one matrix for all of them, or each for itself.
 *
 * @param embedded whether all three are the embeddings
 */
record VectorsDraft<M extends Matrix<M>>(
    Draft<M> draft,
    VectorInputs inputs,
    boolean embedded,
    Input<M> queries,
    Input<M> keys,
    Input<M> values) {

  /** A matrix of the request, as read and in the dtype. */
  record Input<M extends Matrix<M>>(InputMatrix grid, M matrix) {

    int rows() {
      return grid.rows();
    }

    int columns() {
      return grid.columns();
    }

    boolean sound() {
      return grid.sound();
    }
  }

  private static final Pointer EMBEDDINGS = Pointer.ROOT.child("embeddings");
  private static final Pointer QUERIES = Pointer.ROOT.child("queries");
  private static final Pointer KEYS = Pointer.ROOT.child("keys");
  private static final Pointer VALUES = Pointer.ROOT.child("values");

  /** Checks which vectors are there, and their numbers; the widths are up to the mechanism. */
  static <M extends Matrix<M>> VectorsDraft<M> of(VectorInputs inputs, Draft<M> draft) {
    boolean embedded = inputs.embeddings() != null;
    VectorsDraft<M> vectors = embedded ? embedded(inputs, draft) : apart(inputs, draft);
    int q = vectors.queries().rows();
    int n = vectors.keys().rows();
    draft.queryIndices(inputs.queryIndices(), q);
    draft.tokens(inputs.tokens(), Pointer.ROOT.child("tokens"), vectors.keys().grid());
    if (!embedded) {
      draft.tokens(
          inputs.queryTokens(), Pointer.ROOT.child("queryTokens"), vectors.queries().grid());
    }
    if (n >= 0 && vectors.values().rows() >= 0) {
      draft.fit(
          vectors.values().rows() == n,
          VALUES,
          "Expected %d values, one for each key, found %d.",
          n,
          vectors.values().rows());
    }
    return vectors;
  }

  private static <M extends Matrix<M>> VectorsDraft<M> embedded(
      VectorInputs inputs, Draft<M> draft) {
    Input<M> x = input(inputs.embeddings(), EMBEDDINGS, draft);
    draft.exclude(inputs.queries(), QUERIES, "\"embeddings\"");
    draft.exclude(inputs.keys(), KEYS, "\"embeddings\"");
    draft.exclude(inputs.values(), VALUES, "\"embeddings\"");
    draft.exclude(inputs.queryTokens(), Pointer.ROOT.child("queryTokens"), "\"embeddings\"");
    return new VectorsDraft<>(draft, inputs, true, x, x, x);
  }

  private static <M extends Matrix<M>> VectorsDraft<M> apart(VectorInputs inputs, Draft<M> draft) {
    if (inputs.queries() == null && inputs.keys() == null && inputs.values() == null) {
      draft.require(null, EMBEDDINGS, "a request without \"queries\" and \"keys\"");
    } else {
      draft.require(inputs.queries(), QUERIES, "a request without \"embeddings\"");
      draft.require(inputs.keys(), KEYS, "a request without \"embeddings\"");
    }
    Input<M> keys = input(inputs.keys(), KEYS, draft);
    Input<M> values = inputs.values() == null ? keys : input(inputs.values(), VALUES, draft);
    return new VectorsDraft<>(
        draft, inputs, false, input(inputs.queries(), QUERIES, draft), keys, values);
  }

  private static <M extends Matrix<M>> Input<M> input(
      @Nullable InputMatrix grid, Pointer at, Draft<M> draft) {
    InputMatrix present =
        grid == null ? new InputMatrix(at, -1, 0, Values.NONE, false, false) : grid;
    return new Input<>(present, draft.matrix(present));
  }

  /** Checks the size of the answer. */
  void cells(int heads) {
    int[] indices = inputs.queryIndices();
    int answered = indices == null ? queries.rows() : indices.length;
    if (answered >= 0 && keys.rows() >= 0) {
      draft.cells(answered, keys.rows(), heads, embedded ? EMBEDDINGS : QUERIES);
    }
  }

  /** The vectors, each with its projection. */
  Inputs<M> vectors(
      @Nullable Projection<M> query, @Nullable Projection<M> key, @Nullable Projection<M> value) {
    ProjectedInput<M> keySide = new ProjectedInput<>(keys.matrix(), key);
    boolean shared = values == keys && key == null && value == null;
    return new Inputs<>(
        new ProjectedInput<>(queries.matrix(), query),
        keySide,
        shared ? keySide : new ProjectedInput<>(values.matrix(), value));
  }

  /** The labels of keys and queries. */
  Labels labels() {
    return new Labels(inputs.tokens(), embedded ? inputs.tokens() : inputs.queryTokens());
  }
}
