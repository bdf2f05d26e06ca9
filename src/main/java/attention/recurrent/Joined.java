package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;

/** Rows side by side. */
final class Joined {

  private Joined() {}

  /**
   * [a ; b].
   *
   * @param a 1 × m
   * @param b 1 × n
   * @return 1 × (m + n)
   */
  static <M extends Matrix<M>> M of(Kernel<M> kernel, M a, M b) {
    M joined = kernel.zeros(1, a.columns() + b.columns());
    kernel.scale(a, 1, joined.columns(0, a.columns()));
    kernel.scale(b, 1, joined.columns(a.columns(), joined.columns()));
    return joined;
  }
}
