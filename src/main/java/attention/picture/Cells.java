package attention.picture;

import attention.picture.Shape.Area;
import java.util.Arrays;

/**
 * The numbers of one panel, by bin, row by row. A bin that is masked as a whole is −∞, one with a
 * number that is not finite is NaN.
 */
record Cells(Grid rows, Grid columns, double[] values) {

  static final double MASKED = Double.NEGATIVE_INFINITY;

  /** One masked cell. */
  static Cells masked() {
    return new Cells(new Grid(1, 1), new Grid(1, 1), new double[] {MASKED});
  }

  double at(int row, int column) {
    return values[row * columns.bins() + column];
  }

  /** Whether any of them is a finite number. */
  boolean hasNumbers() {
    return Arrays.stream(values).anyMatch(Double::isFinite);
  }

  /** How many there are. */
  int count() {
    return values.length;
  }

  /** Where the bins {@code from} (inclusive) to {@code to} of a row are in the area of all. */
  Area area(Area whole, int row, int from, int to) {
    int left = edge(columns, from, whole.width());
    int right = edge(columns, to, whole.width());
    int top = edge(rows, row, whole.height());
    int bottom = edge(rows, row + 1, whole.height());
    return new Area(whole.x() + left, whole.y() + top, right - left, bottom - top);
  }

  private static int edge(Grid grid, int bin, int side) {
    return (int) Math.round((double) grid.start(bin) * side / grid.cells());
  }

  /** The largest absolute value of a row; 0 if it has none. */
  double most(int row) {
    double most = 0;
    for (int column = 0; column < columns.bins(); column++) {
      double size = Math.abs(at(row, column));
      if (Double.isFinite(size)) {
        most = Math.max(most, size);
      }
    }
    return most;
  }

  /** What a bin shows of two numbers: one that is not finite, else the larger, else none. */
  static double further(double one, double other) {
    if (one == MASKED || Double.isNaN(other)) {
      return other;
    }
    return Math.abs(other) > Math.abs(one) && other != MASKED ? other : one;
  }
}
