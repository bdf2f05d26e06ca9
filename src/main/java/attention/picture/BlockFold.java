package attention.picture;

import java.util.Arrays;

/** A block of rows, folded into bins. For one thread. */
final class BlockFold {

  private final Grid rows;
  private final Grid columns;
  private final int from;
  private final int count;
  private final double[][] extremes;
  private final double[] sums;
  private final int[] counts;

  /**
   * @param from the number of the first row in the response
   * @param count how many rows there are
   * @param averages whether the mean of each bin is needed, of the first panel
   */
  BlockFold(Grid rows, Grid columns, int from, int count, int panels, boolean averages) {
    this.rows = rows;
    this.columns = columns;
    this.from = from;
    this.count = count;
    int last = (from + count - 1) / rows.perBin();
    int bins = (last - firstBin() + 1) * columns.bins();
    this.extremes = new double[panels][bins];
    for (double[] extreme : extremes) {
      Arrays.fill(extreme, Cells.MASKED);
    }
    this.sums = new double[averages ? bins : 0];
    this.counts = new int[averages ? bins : 0];
  }

  int from() {
    return from;
  }

  int count() {
    return count;
  }

  /** The first bin that has one of its rows. */
  int firstBin() {
    return from / rows.perBin();
  }

  double[] extremes(int panel) {
    return extremes[panel];
  }

  double[] sums() {
    return sums;
  }

  int[] counts() {
    return counts;
  }

  /**
   * Adds a row of a panel.
   *
   * @param row its number in the response
   * @param numbers −∞ where masked, NaN where not finite
   */
  void add(int panel, int row, double[] numbers) {
    double[] extreme = extremes[panel];
    int bin = (row / rows.perBin() - firstBin()) * columns.bins();
    for (int column = 0; column < columns.cells(); bin++) {
      int end = Math.min(columns.cells(), column + columns.perBin());
      for (; column < end; column++) {
        extreme[bin] = Cells.further(extreme[bin], numbers[column]);
        if (sums.length > 0 && Double.isFinite(numbers[column])) {
          sums[bin] += numbers[column];
          counts[bin]++;
        }
      }
    }
  }
}
