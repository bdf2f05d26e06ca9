package attention.mechanism;

import attention.matrix.Matrix;

/** Queries, keys and values. */
public record Vectors<M extends Matrix<M>>(Side<M> queries, Side<M> keys, Side<M> values) {

  /** One matrix for all three. */
  public static <M extends Matrix<M>> Vectors<M> of(M embeddings) {
    Side<M> side = new Side<>(embeddings, null);
    return new Vectors<>(side, side, side);
  }
}
