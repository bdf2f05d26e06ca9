package attention.trial;

import attention.definition.Affine;
import attention.definition.Columns;
import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.View;
import attention.mistake.Situation;
import attention.trace.Member;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a mistake can explain an output that a client posted, as far as its first head shows:
 * less the part of that head, the output is a mix of the rows by which the other heads are
 * projected. To see that takes one head, where the output takes all.
 */
public final class OneHeadTrial {

  private final int row;
  private final LinearTrial last;
  private final Definition right;
  private final @Nullable Affine map;
  private @Nullable LinearSpan others;

  /**
   * @param situation what was posted
   * @param row of the first difference, of those that are answered
   */
  public OneHeadTrial(Situation situation, int row) {
    this.row = row;
    this.last = new LinearTrial(situation);
    this.right = situation.definition();
    this.map = right.find(Part.OUTPUT_MAP);
  }

  /**
   * Whether the row can be explained; true if that is not to be seen.
   *
   * @param view of the mistake
   */
  public boolean canExplain(View view, Definition definition) {
    if (map == null || !isApplicable(definition) || !last.hasShapeOf(view)) {
      return true;
    }
    double[] context = view.row(Member.CONTEXT, row);
    int width = context.length;
    if (width * right.get(Part.HEADS) != map.in() || map.in() - width >= map.out()) {
      return true;
    }
    double[] alone = Arrays.copyOf(context, map.in());
    return last.isMix(
        row, map.unrounded(alone, definition.get(Part.ARITHMETIC)), others(map, width));
  }

  private boolean isApplicable(Definition definition) {
    return last.stage() == Member.OUTPUT
        && last.isExactIn(definition)
        && !definition.has(Part.DECODER)
        && definition.find(Part.OUTPUT_MAP) == map
        && definition.get(Part.MERGE) == Columns.BLOCKS
        && definition.get(Part.HEADS).equals(right.get(Part.HEADS));
  }

  /** The rows of the projection that are not of the first head. */
  private LinearSpan others(Affine map, int width) {
    if (others == null) {
      others = last.span(Arrays.stream(map.weights(), width, map.in()));
    }
    return others;
  }
}
