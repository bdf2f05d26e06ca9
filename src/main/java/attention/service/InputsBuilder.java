package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Inputs;
import attention.mechanism.ProjectedInput;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.VectorInputs;
import attention.stage.BlockSize;
import attention.stage.Preparation;
import attention.stage.Projection;
import attention.trace.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries, keys and values: one matrix for all of them, or each by itself.
 *
 * @param embedded whether all three are the embeddings
 */
record InputsBuilder<M extends Matrix<M>>(
    PlanContext<M> context,
    VectorInputs request,
    boolean embedded,
    CheckedMatrix<M> queries,
    CheckedMatrix<M> keys,
    CheckedMatrix<M> values) {

  private static final Pointer EMBEDDINGS = Pointer.ROOT.child("embeddings");
  private static final Pointer QUERIES = Pointer.ROOT.child("queries");
  private static final Pointer KEYS = Pointer.ROOT.child("keys");
  private static final Pointer VALUES = Pointer.ROOT.child("values");

  /** Checks which vectors are there, and their numbers; the widths are up to the mechanism. */
  static <M extends Matrix<M>> InputsBuilder<M> of(VectorInputs request, PlanContext<M> context) {
    InputsBuilder<M> inputs =
        request.embeddings() == null ? apart(request, context) : embedded(request, context);
    context.queryIndices(request.queryIndices(), inputs.queries.rows());
    context.tokens(request.tokens(), Pointer.ROOT.child("tokens"), inputs.keys);
    if (!inputs.embedded) {
      context.tokens(request.queryTokens(), Pointer.ROOT.child("queryTokens"), inputs.queries);
    }
    context.fit(
        inputs.values.rows().fits(inputs.keys.rows()),
        VALUES,
        "Expected %s values, one for each key, found %s.",
        inputs.keys.rows(),
        inputs.values.rows());
    return inputs;
  }

  private static <M extends Matrix<M>> InputsBuilder<M> embedded(
      VectorInputs request, PlanContext<M> context) {
    CheckedMatrix<M> x = checked(request.embeddings(), EMBEDDINGS, context);
    context.exclude(request.queries(), QUERIES, "\"embeddings\"");
    context.exclude(request.keys(), KEYS, "\"embeddings\"");
    context.exclude(request.values(), VALUES, "\"embeddings\"");
    context.exclude(request.queryTokens(), Pointer.ROOT.child("queryTokens"), "\"embeddings\"");
    return new InputsBuilder<>(context, request, true, x, x, x);
  }

  private static <M extends Matrix<M>> InputsBuilder<M> apart(
      VectorInputs request, PlanContext<M> context) {
    if (request.queries() == null && request.keys() == null && request.values() == null) {
      context.require(null, EMBEDDINGS, "a request without \"queries\" and \"keys\"");
    } else {
      context.require(request.queries(), QUERIES, "a request without \"embeddings\"");
      context.require(request.keys(), KEYS, "a request without \"embeddings\"");
    }
    CheckedMatrix<M> keys = checked(request.keys(), KEYS, context);
    CheckedMatrix<M> values =
        request.values() == null ? keys : checked(request.values(), VALUES, context);
    CheckedMatrix<M> queries = checked(request.queries(), QUERIES, context);
    return new InputsBuilder<>(context, request, false, queries, keys, values);
  }

  private static <M extends Matrix<M>> CheckedMatrix<M> checked(
      @Nullable InputMatrix input, Pointer at, PlanContext<M> context) {
    return input == null ? CheckedMatrix.missing(at) : context.matrix(input);
  }

  /** The number of queries answered. */
  Size answered() {
    int[] indices = request.queryIndices();
    return indices == null ? queries.rows() : Size.of(indices.length);
  }

  /** Whether the request picks the queries to answer. */
  boolean picksQueries() {
    return request.queryIndices() != null;
  }

  /** How far the queries of a block can be apart; only for a request without faults. */
  int span() {
    int all = queries.rows().value();
    return picksQueries() ? all : Math.min(all, BlockSize.MOST);
  }

  /** The member that decides how many queries there are. */
  Pointer at() {
    return embedded ? EMBEDDINGS : QUERIES;
  }

  /** Checks the size of the answer. */
  void checkCells(int heads) {
    context.limits().cells(answered(), keys.rows(), heads, at());
  }

  /** The vectors as they are given. */
  Inputs<M> build() {
    return build(null, null, null, List.of());
  }

  /** The vectors, each with its projection, and how queries and keys are prepared. */
  Inputs<M> build(
      @Nullable Projection<M> query,
      @Nullable Projection<M> key,
      @Nullable Projection<M> value,
      List<Preparation<M>> preparations) {
    ProjectedInput<M> projectedKeys = new ProjectedInput<>(keys.get(), key);
    boolean shared = values == keys && key == null && value == null;
    return new Inputs<>(
        new ProjectedInput<>(queries.get(), query),
        projectedKeys,
        shared ? projectedKeys : new ProjectedInput<>(values.get(), value),
        preparations);
  }

  /** The labels of keys and queries. */
  Labels labels() {
    return new Labels(request.tokens(), embedded ? request.tokens() : request.queryTokens());
  }
}
