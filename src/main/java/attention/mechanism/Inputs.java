package attention.mechanism;

import attention.matrix.Matrix;

/** Queries, keys and values. */
public record Inputs<M extends Matrix<M>>(
    ProjectedInput<M> queries, ProjectedInput<M> keys, ProjectedInput<M> values) {

  /** One matrix for all three. */
  public static <M extends Matrix<M>> Inputs<M> of(M embeddings) {
    ProjectedInput<M> side = new ProjectedInput<>(embeddings, null);
    return new Inputs<>(side, side, side);
  }
}
