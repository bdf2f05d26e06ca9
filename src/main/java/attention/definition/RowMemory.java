package attention.definition;

import attention.trace.Member;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a recomputation that are kept: those of one row that is asked for again and again,
 * and of each stage the last one that was computed.
 */
final class RowMemory {

  private final int probe;
  private final int heads;
  private final double[] @Nullable [] probed;
  private final double[] @Nullable [] last;
  private final int[] lastRow;
  private final double[][] @Nullable [] scores;
  private final double[][] @Nullable [] shaped;
  private final Member shapedStage;

  /**
   * @param probe the row that is kept
   * @param rows how many rows of scores are kept, at first and as they are normalized, because what
   *     normalizes more than a row asks for all of them; 0 where they are too many
   * @param shapedStage what scores are when they are normalized
   */
  RowMemory(int probe, int heads, int rows, Member shapedStage) {
    this.probe = probe;
    this.heads = heads;
    int slots = Member.values().length * heads;
    this.probed = new double[slots][];
    this.last = new double[slots][];
    this.lastRow = new int[slots];
    this.scores = new double[heads][rows][];
    this.shaped = new double[heads][rows][];
    this.shapedStage = shapedStage;
  }

  double[] get(Member stage, int head, int row, Supplier<double[]> computation) {
    if (row < scores[head].length) {
      if (stage == Member.SCORES) {
        return kept(scores[head], row, computation);
      }
      if (stage == shapedStage) {
        return kept(shaped[head], row, computation);
      }
    }
    int slot = stage.ordinal() * heads + head;
    double[] kept = row == probe ? probed[slot] : lastRow[slot] == row ? last[slot] : null;
    if (kept != null) {
      return kept;
    }
    double[] computed = computation.get();
    if (row == probe) {
      probed[slot] = computed;
    } else {
      last[slot] = computed;
      lastRow[slot] = row;
    }
    return computed;
  }

  private static double[] kept(
      double[] @Nullable [] rows, int row, Supplier<double[]> computation) {
    double[] kept = rows[row];
    if (kept == null) {
      kept = computation.get();
      rows[row] = kept;
    }
    return kept;
  }
}
