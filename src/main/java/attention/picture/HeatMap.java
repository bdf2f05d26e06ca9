package attention.picture;

import attention.matrix.Matrix;
import attention.trace.Member;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Stages;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a stage, gathered block by block. Blocks may come from any thread and in any order;
 * what it holds does not grow with the matrix beyond {@value #MOST_CELLS} bins.
 */
public final class HeatMap {

  /** The most heads that have a panel each. */
  public static final int MOST_PANELS = 256;

  /** The most bins of a side. */
  private static final int MOST_BINS = 256;

  /** The most bins of all panels. */
  static final int MOST_CELLS = 1 << 20;

  /** What a picture holds of whatever size: a band of pixels, and what is packed but not sent. */
  private static final long FIXED = 2 << 20;

  /** A bin: its number, its sum and count, and its colour. */
  private static final long CELL = 24;

  /** A cell that is drawn singly, with its number and what it says when it is pointed at. */
  private static final long SHAPE = 400;

  private static final int LABEL = Integer.BYTES + Long.BYTES;

  /** In these stages a masked key has no number of its own. */
  private static final Set<Member> MASKED =
      EnumSet.of(Member.MASKED_SCORES, Member.WEIGHTS, Member.AVERAGE_WEIGHTS);

  private final View view;
  private final Preamble preamble;
  private final List<Integer> heads;
  private final Bins bins;
  private final RowLabels labels;

  /**
   * @param first the first block of rows, which has the stage
   */
  public HeatMap(View view, Preamble preamble, Rows first) {
    this.view = view;
    this.preamble = preamble;
    this.heads = heads(view, first);
    int panels = Math.max(1, heads.size());
    int most = mostBins(panels);
    Grid rows = Grid.of(preamble.shape().queries(), most);
    Grid columns = Grid.of(matrix(panel(first, 0)).columns(), most);
    boolean averages = panels == 1 && (rows.isBinned() || columns.isBinned());
    this.bins = new Bins(rows, columns, panels, averages);
    this.labels = new RowLabels(first.identifier(), rows.cells());
  }

  /** Whether each head has the stage that a view shows. */
  public static boolean isByHead(View view, Rows first) {
    return !first.heads().isEmpty() && first.heads().getFirst().values().containsKey(view.stage());
  }

  private static int mostBins(int panels) {
    int most = MOST_BINS;
    while ((long) panels * most * most > MOST_CELLS && most > 1) {
      most /= 2;
    }
    return most;
  }

  private static List<Integer> heads(View view, Rows first) {
    return isByHead(view, first)
        ? IntStream.range(0, first.heads().size())
            .filter(head -> view.head() == null || view.head() == head)
            .boxed()
            .toList()
        : List.of();
  }

  private Stages panel(Rows block, int number) {
    return heads.isEmpty() ? block.stages() : block.heads().get(heads.get(number));
  }

  private Matrix<?> matrix(Stages stages) {
    return Objects.requireNonNull(stages.values().get(view.stage()));
  }

  /**
   * Adds a block of rows.
   *
   * @param from the number of its first row in the response
   */
  public void add(Rows block, int from) {
    BlockFold fold = bins.block(from, block.count());
    double[] numbers = new double[bins.columns().cells()];
    for (int panel = 0; panel < bins.panels(); panel++) {
      Stages stages = panel(block, panel);
      Matrix<?> matrix = matrix(stages);
      IntFunction<boolean[]> allowed = allowed(block, stages);
      for (int row = 0; row < block.count(); row++) {
        matrix.get(row, numbers);
        mark(numbers, allowed == null ? null : allowed.apply(row));
        fold.add(panel, from + row, numbers);
      }
    }
    labels.add(block, from);
    bins.add(fold);
  }

  /** The keys allowed; for all heads together, those that any of them may attend to. */
  private @Nullable IntFunction<boolean[]> allowed(Rows block, Stages stages) {
    if (!Axis.isOverKeys(view.stage())) {
      return null;
    }
    if (stages.allowed() != null || block.heads().isEmpty()) {
      return stages.allowed();
    }
    return row -> {
      boolean[] any = new boolean[bins.columns().cells()];
      for (Stages head : block.heads()) {
        boolean[] one = Objects.requireNonNull(head.allowed()).apply(row);
        for (int key = 0; key < any.length; key++) {
          any[key] |= one[key];
        }
      }
      return any;
    };
  }

  private void mark(double[] numbers, boolean @Nullable [] allowed) {
    boolean hides = MASKED.contains(view.stage());
    for (int i = 0; i < numbers.length; i++) {
      boolean finite = Double.isFinite(numbers[i]);
      if (allowed != null && !allowed[i] && (hides || !finite)) {
        numbers[i] = Cells.MASKED;
      } else if (!finite) {
        numbers[i] = Double.NaN;
      }
    }
  }

  /**
   * What a picture holds at most, from its numbers to the bytes that are written, beside the blocks
   * in progress.
   *
   * @param numbers an upper bound of its numbers in a row, of all panels
   */
  public static long bytes(int rows, long numbers) {
    long cells = Math.min(MOST_CELLS, rows * numbers);
    long drawn = Math.min(Sizes.MOST_SINGLE, cells);
    return FIXED + CELL * cells + SHAPE * drawn + (long) LABEL * rows;
  }

  /** The drawing, once all blocks were added. */
  public Drawing drawing() {
    return new Figure(view, preamble, heads, bins, labels).drawing();
  }
}
