package attention.kernel;

import attention.matrix.Matrix;

/**
 * The right side B of products A·B, packed once for any number of products. It is thread-safe. It
 * may refer to B, which must not change.
 *
 * @param <M> the matrices of the dtype
 */
@FunctionalInterface
public interface PackedMatrix<M extends Matrix<M>> {

  /**
   * A·B: {@code out[i][j] = Σ_k a[i][k] · b[k][j]}. Error at most k·ε·Σ|terms|.
   *
   * @param a m × k
   * @param out m × n, written
   */
  void multiply(M a, M out);
}
