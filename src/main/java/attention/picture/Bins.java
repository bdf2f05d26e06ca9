package attention.picture;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The numbers of all panels, by bin. Blocks may come in any order; they are added in theirs, so
 * that the same numbers give the same sums. Thread-safe.
 */
final class Bins {

  private final Grid rows;
  private final Grid columns;
  private final double[][] extremes;
  private final double[] sums;
  private final int[] counts;
  private final Map<Integer, BlockFold> early = new TreeMap<>();
  private int next;

  /**
   * @param averages whether the mean of each bin is needed, of the first panel
   */
  Bins(Grid rows, Grid columns, int panels, boolean averages) {
    this.rows = rows;
    this.columns = columns;
    int bins = rows.bins() * columns.bins();
    this.extremes = new double[panels][bins];
    for (double[] extreme : extremes) {
      Arrays.fill(extreme, Cells.MASKED);
    }
    this.sums = new double[averages ? bins : 0];
    this.counts = new int[averages ? bins : 0];
  }

  /** An empty block of rows. */
  BlockFold block(int from, int count) {
    return new BlockFold(rows, columns, from, count, extremes.length, averages());
  }

  Grid rows() {
    return rows;
  }

  Grid columns() {
    return columns;
  }

  int panels() {
    return extremes.length;
  }

  /** Whether it has the mean of each bin. */
  boolean averages() {
    return sums.length > 0;
  }

  synchronized void add(BlockFold block) {
    early.put(block.from(), block);
    while (early.containsKey(next)) {
      BlockFold ready = Objects.requireNonNull(early.remove(next));
      merge(ready);
      next += ready.count();
    }
  }

  private void merge(BlockFold block) {
    int offset = block.firstBin() * columns.bins();
    for (int panel = 0; panel < extremes.length; panel++) {
      double[] more = block.extremes(panel);
      for (int i = 0; i < more.length; i++) {
        extremes[panel][offset + i] = Cells.further(extremes[panel][offset + i], more[i]);
      }
    }
    for (int i = 0; averages() && i < block.sums().length; i++) {
      sums[offset + i] += block.sums()[i];
      counts[offset + i] += block.counts()[i];
    }
  }

  /** The number of largest size in each bin of a panel. */
  Cells extremes(int panel) {
    return new Cells(rows, columns, extremes[panel]);
  }

  /** The mean of each bin, over what is neither masked nor overflow; overflow if their sum is. */
  Cells means() {
    double[] means = new double[sums.length];
    for (int i = 0; i < means.length; i++) {
      double extreme = extremes[0][i];
      double mean = Double.isFinite(sums[i]) ? sums[i] / counts[i] : Double.NaN;
      means[i] = Double.isFinite(extreme) ? mean : extreme;
    }
    return new Cells(rows, columns, means);
  }
}
