package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;

/** Whether numbers stayed within the range of their dtype. */
final class Finite {

  private Finite() {}

  /** Whether every element is finite. */
  static <M extends Matrix<M>> boolean all(Kernel<M> kernel, M x) {
    for (int row = 0; row < x.rows(); row++) {
      if (kernel.countFinite(x, row) < x.columns()) {
        return false;
      }
    }
    return true;
  }

  /** The first element of a row that is ±∞ or NaN; −1 if there is none. */
  static <M extends Matrix<M>> int firstOutside(Kernel<M> kernel, M x, int row) {
    if (kernel.countFinite(x, row) == x.columns()) {
      return -1;
    }
    int column = 0;
    while (Double.isFinite(x.at(row, column))) {
      column++;
    }
    return column;
  }
}
