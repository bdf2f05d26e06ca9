package attention.definition;

import attention.trace.Member;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a recomputation that are kept: those of one row that is asked for again and again,
 * and of each stage the last one that was computed. What a stage needs is allocated when it is
 * first asked for, since a mistake with thousands of heads has few stages of its own.
 */
final class RowMemory {

  private final int probe;
  private final int heads;
  private final int rows;
  private final Member shapedStage;
  private final @Nullable Kept[] stages = new Kept[Member.values().length];

  /**
   * @param probe the row that is kept
   * @param rows how many rows of scores are kept, at first and as they are normalized, because what
   *     normalizes more than a row asks for all of them; 0 where they are too many
   * @param shapedStage what scores are when they are normalized
   */
  RowMemory(int probe, int heads, int rows, Member shapedStage) {
    this.probe = probe;
    this.heads = heads;
    this.rows = rows;
    this.shapedStage = shapedStage;
  }

  double[] get(Member stage, int head, int row, Supplier<double[]> computation) {
    Kept kept = stages[stage.ordinal()];
    if (kept == null) {
      boolean all = rows > 0 && (stage == Member.SCORES || stage == shapedStage);
      kept = all ? new AllRows(heads, rows) : new LastRows(heads, probe);
      stages[stage.ordinal()] = kept;
    }
    return kept.get(head, row, computation);
  }

  /** The rows of one stage. */
  private interface Kept {
    double[] get(int head, int row, Supplier<double[]> computation);
  }

  private static final class AllRows implements Kept {

    private final double[] @Nullable [][] ofHeads;
    private final int rows;

    AllRows(int heads, int rows) {
      this.ofHeads = new double[heads][][];
      this.rows = rows;
    }

    @Override
    public double[] get(int head, int row, Supplier<double[]> computation) {
      double[][] all = ofHeads[head];
      if (all == null) {
        all = new double[rows][];
        ofHeads[head] = all;
      }
      if (all[row] == null) {
        all[row] = computation.get();
      }
      return all[row];
    }
  }

  private static final class LastRows implements Kept {

    private final int probe;
    private final double[] @Nullable [] probed;
    private final double[] @Nullable [] last;
    private final int[] lastRow;

    LastRows(int heads, int probe) {
      this.probe = probe;
      this.probed = new double[heads][];
      this.last = new double[heads][];
      this.lastRow = new int[heads];
    }

    @Override
    public double[] get(int head, int row, Supplier<double[]> computation) {
      double[] kept = row == probe ? probed[head] : lastRow[head] == row ? last[head] : null;
      if (kept != null) {
        return kept;
      }
      double[] computed = computation.get();
      if (row == probe) {
        probed[head] = computed;
      } else {
        last[head] = computed;
        lastRow[head] = row;
      }
      return computed;
    }
  }
}
