package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;

/**
 * The terms α_ij v_j of the contexts of a block, b × n × d_v. They are never stored: each is formed
 * when it is asked for.
 *
 * @param weights b × n
 * @param values n × d_v
 */
public record Contributions<M extends Matrix<M>>(Kernel<M> kernel, M weights, M values) {

  /**
   * One term, 1 × d_v.
   *
   * @param row the row of the block
   * @param key j
   */
  public M term(int row, int key) {
    M term = kernel.zeros(1, values.columns());
    kernel.scale(values.rows(key, key + 1), weights.at(row, key), term);
    return term;
  }

  /**
   * The first key whose term lies outside the dtype; −1 if none does. Only a weight beyond ±1 can
   * take a finite value there.
   */
  int firstOverflow(int row) {
    boolean possible = kernel.max(weights, row) > 1 || kernel.min(weights, row) < -1;
    for (int key = 0; possible && key < values.rows(); key++) {
      if (Range.firstOutside(kernel, term(row, key), 0) >= 0) {
        return key;
      }
    }
    return -1;
  }
}
