package attention.mistake;

import attention.definition.Layout;
import attention.definition.View;
import attention.trace.Member;

/** Stages of heads with the queries in front. */
record HeadsInsideView(View view) implements View {

  @Override
  public int[] shape(Member stage) {
    int[] shape = view.shape(stage).clone();
    if (Layout.isOfHead(stage)) {
      shape[0] = view.shape(stage)[1];
      shape[1] = view.shape(stage)[0];
    }
    return shape;
  }

  @Override
  public int width(Member stage) {
    return view.width(stage);
  }

  @Override
  public double[] row(Member stage, int row) {
    if (!Layout.isOfHead(stage)) {
      return view.row(stage, row);
    }
    int heads = view.shape(stage)[0];
    int queries = view.shape(stage)[1];
    return view.row(stage, row % heads * queries + row / heads);
  }
}
