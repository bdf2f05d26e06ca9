package attention.mistake;

import attention.definition.View;
import attention.trace.Member;
import java.util.EnumMap;
import java.util.Map;

/** Another view whose stages are kept as a whole, so that rows can be asked for in any order. */
final class WholeView implements View {

  private final View view;
  private final Map<Member, double[][]> stages = new EnumMap<>(Member.class);

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
    double[][] rows = stages.get(stage);
    if (rows == null) {
      rows = new double[view.rows(stage)][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = view.row(stage, i);
      }
      stages.put(stage, rows);
    }
    return rows[row];
  }
}
