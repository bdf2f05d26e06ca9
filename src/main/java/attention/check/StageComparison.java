package attention.check;

import attention.mistake.Given;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stage of a client beside ours, as it is compared row by row. */
final class StageComparison {

  private final Given given;
  private final int[] posted;
  private final int[] shape;
  private final int width;
  private final boolean sameShape;
  private long differing;
  private double largest = -1;
  private double excess;
  private int worstRow;
  private int first = -1;
  private double expected;

  /**
   * @param posted the shape as it was posted
   * @param shape ours
   * @param width the numbers of a row
   */
  StageComparison(Given given, int[] posted, int[] shape, int width) {
    this.given = given;
    this.posted = posted;
    this.shape = shape;
    this.width = width;
    this.sameShape = Arrays.equals(given.shape(), Given.trimmed(shape));
  }

  /** Compares a row. */
  void add(int row, double[] ours) {
    if (!sameShape) {
      return;
    }
    for (int i = 0; i < ours.length; i++) {
      int at = row * width + i;
      double x = given.numbers()[at];
      if (Double.isFinite(x) && Double.isFinite(ours[i])) {
        largest = Math.max(largest, Math.abs(x - ours[i]));
      }
      if (!given.tolerance().agree(x, ours[i])) {
        differing++;
        exceed(row, given.tolerance().excess(x, ours[i]));
        if (first < 0 || at < first) {
          first = at;
          expected = ours[i];
        }
      }
    }
  }

  private void exceed(int row, double difference) {
    if (difference > excess) {
      excess = difference;
      worstRow = row;
    }
  }

  /** By how much more than the tolerance the worst number differs; 0 if none does. */
  double excess() {
    return excess;
  }

  /** The row of that number. */
  int worstRow() {
    return worstRow;
  }

  boolean agrees() {
    return sameShape && differing == 0;
  }

  boolean hasSameShape() {
    return sameShape;
  }

  /** The first row that differs; −1 if none does, or the shape does. */
  int firstRow() {
    return first < 0 ? -1 : first / width;
  }

  Given given() {
    return given;
  }

  /** What is reported. */
  StageReport report() {
    long cells = 1;
    for (int axis : shape) {
      cells *= axis;
    }
    StageReport.Difference difference =
        first < 0 ? null : new StageReport.Difference(at(), expected, given.numbers()[first]);
    return new StageReport(
        given.stage(),
        agrees(),
        shape,
        cells,
        sameShape ? null : posted,
        differing,
        largest < 0 ? null : largest,
        difference,
        given.tolerance());
  }

  /** The cell that differs first, in the axes of the client's array. */
  private int[] at() {
    int[] axes = shape;
    int[] at = new int[axes.length];
    int rest = first;
    for (int axis = axes.length - 1; axis >= 0; axis--) {
      at[axis] = rest % axes[axis];
      rest /= axes[axis];
    }
    return at;
  }

  static @Nullable StageComparison firstOf(List<StageComparison> comparisons) {
    for (StageComparison comparison : comparisons) {
      if (!comparison.agrees()) {
        return comparison;
      }
    }
    return null;
  }
}
