package attention.mistake;

import attention.definition.Rows;
import attention.definition.View;
import attention.trace.Member;
import java.util.Set;

/**
 * Stages whose queries were multiplied by the scale, so that scores are scaled from the start.
 *
 * @param scaled the stages of queries that are
 */
record ScaledQueryView(View view, Set<Member> scaled, double scale) implements View {

  private static Member of(Member stage) {
    return stage == Member.SCORES ? Member.SCALED_SCORES : stage;
  }

  @Override
  public int[] shape(Member stage) {
    return view.shape(of(stage));
  }

  @Override
  public int width(Member stage) {
    return view.width(of(stage));
  }

  @Override
  public double[] row(Member stage, int row) {
    double[] right = view.row(of(stage), row);
    return scaled.contains(stage) ? Rows.map(right, x -> x * scale) : right;
  }
}
