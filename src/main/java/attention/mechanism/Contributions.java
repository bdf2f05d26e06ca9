package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;

/**
 * The terms α_ij v_j of the contexts of a block, b × n × d_v. They are never stored: each is formed
 * when it is asked for. The term of a key that must not be attended to is 0, whatever its value.
 *
 * @param weights b × n
 * @param values n × d_v
 * @param outside the values that are not finite
 */
public record Contributions<M extends Matrix<M>>(
    Kernel<M> kernel, M weights, M values, Outside outside, AllowedKeys allowed) {

  /**
   * One term, 1 × d_v.
   *
   * @param row the row of the block
   * @param key j
   */
  public M term(int row, int key) {
    M term = kernel.zeros(1, values.columns());
    boolean counts = !outside.has(key) || allowed.of(row)[key];
    kernel.scale(counts ? values.rows(key, key + 1) : term, weights.at(row, key), term);
    return term;
  }

  /** Reports the rows in which a term lies outside the dtype while nothing before it does. */
  void warn(Warnings warnings) {
    for (int row = 0; row < weights.rows(); row++) {
      if (!warnings.hasFailed(row) && canLeaveRange(row)) {
        warn(row, warnings);
      }
    }
  }

  /** Only a weight beyond ±1 can take a finite value out of its range. */
  private boolean canLeaveRange(int row) {
    return kernel.max(weights, row) > 1 || kernel.min(weights, row) < -1;
  }

  private void warn(int row, Warnings warnings) {
    for (int key = 0; key < values.rows(); key++) {
      int column = Finite.firstOutside(kernel, term(row, key), 0);
      if (column >= 0) {
        warnings.overflow(row, Member.CONTRIBUTIONS, key, column);
        return;
      }
    }
  }
}
