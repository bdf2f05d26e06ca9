package attention.mistake;

import attention.definition.Layout;
import attention.definition.Rows;
import attention.definition.View;
import attention.trace.Member;
import java.util.Arrays;

/** Stages of heads as means over the heads, but for contexts. */
record AveragedView(View view) implements View {

  private static boolean isAveraged(Member stage) {
    return Layout.isOfHead(stage) && stage != Member.CONTEXT;
  }

  @Override
  public int[] shape(Member stage) {
    int[] shape = view.shape(stage);
    return isAveraged(stage) ? Arrays.copyOfRange(shape, 1, shape.length) : shape;
  }

  @Override
  public int width(Member stage) {
    return view.width(stage);
  }

  @Override
  public double[] row(Member stage, int row) {
    if (!isAveraged(stage)) {
      return view.row(stage, row);
    }
    int heads = view.shape(stage)[0];
    int queries = view.shape(stage)[1];
    double[] mean = new double[width(stage)];
    for (int head = 0; head < heads; head++) {
      Rows.addMultiple(1.0 / heads, view.row(stage, head * queries + row), 0, mean);
    }
    return mean;
  }
}
