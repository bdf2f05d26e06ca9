package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Matrix;

/**
 * A matrix that may be cut out of a larger one, whose other elements nobody may touch.
 *
 * @param whole the larger one
 * @param matrix the one to compute with
 */
record Placed<M extends Matrix<M>>(M whole, M matrix) {

  private static final int ABOVE = 1;
  private static final int BELOW = 2;
  private static final int LEFT = 2;
  private static final int RIGHT = 3;

  /** Places numbers, among {@code around} if they are to be cut out of something. */
  static <M extends Matrix<M>> Placed<M> of(
      Kernel<M> kernel, boolean cut, double around, double[][] values) {
    int rows = values.length;
    int columns = values[0].length;
    int above = cut ? ABOVE : 0;
    int left = cut ? LEFT : 0;
    M whole = kernel.zeros(rows + (cut ? ABOVE + BELOW : 0), columns + (cut ? LEFT + RIGHT : 0));
    for (int i = 0; i < whole.rows(); i++) {
      for (int j = 0; j < whole.columns(); j++) {
        boolean inside = i >= above && i < above + rows && j >= left && j < left + columns;
        double value = inside ? values[i - above][j - left] : around;
        whole.write(i * whole.columns() + j, new double[] {value}, 1);
      }
    }
    return new Placed<>(whole, whole.rows(above, above + rows).columns(left, left + columns));
  }

  /** Its elements now. */
  double[][] elements() {
    double[][] elements = new double[matrix.rows()][matrix.columns()];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        elements[i][j] = matrix.at(i, j);
      }
    }
    return elements;
  }

  /** Asserts that all the larger matrix holds around it still is {@code around}. */
  void assertSurroundings(double around) {
    boolean cut = whole.rows() > matrix.rows();
    for (int i = 0; cut && i < whole.rows(); i++) {
      for (int j = 0; j < whole.columns(); j++) {
        boolean inside =
            i >= ABOVE && i < ABOVE + matrix.rows() && j >= LEFT && j < LEFT + matrix.columns();
        if (!inside) {
          assertThat(whole.at(i, j))
              .as("row %d, column %d, outside of the result", i - ABOVE, j - LEFT)
              .isEqualTo(Double.valueOf(around));
        }
      }
    }
  }
}
