package attention.mistake;

import attention.definition.View;
import attention.trace.Member;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another view whose rows are kept once they were asked for, so that they can be in any order. */
final class WholeView implements View {

  private final View view;
  private final Map<Member, double[] @Nullable []> stages = new EnumMap<>(Member.class);

  WholeView(View view) {
    this.view = view;
  }

  @Override
  public int[] shape(Member stage) {
    return view.shape(stage);
  }

  @Override
  public int width(Member stage) {
    return view.width(stage);
  }

  @Override
  public double[] row(Member stage, int row) {
    double[] @Nullable [] rows = stages.computeIfAbsent(stage, it -> new double[view.rows(it)][]);
    double[] kept = rows[row];
    if (kept == null) {
      kept = view.row(stage, row);
      rows[row] = kept;
    }
    return kept;
  }
}
