package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.trace.Contributions;
import attention.trace.Member;

/**
 * The values of a head, weighted: the terms α_ij v_j. The term of a key that must not be attended
 * to is 0, whatever its value.
 *
 * @param weights b × n
 * @param values n × d_v
 * @param outside the values that are not finite
 */
record WeightedValues<M extends Matrix<M>>(
    Kernel<M> kernel, M weights, M values, Outside outside, AllowedKeys allowed)
    implements Contributions {

  @Override
  public int keys() {
    return values.rows();
  }

  @Override
  public int columns() {
    return values.columns();
  }

  @Override
  public Dtype dtype() {
    return values.dtype();
  }

  @Override
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
