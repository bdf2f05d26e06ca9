package attention.mistake;

import attention.definition.Layout;
import attention.definition.View;
import attention.trace.Member;

/**
 * Stages of cells of tokens that stand on the batch axis, each a sequence of one: what a token has
 * with itself.
 *
 * @param averaged whether heads are averaged
 */
record BatchOfOneView(View view, boolean averaged) implements View {

  @Override
  public int[] shape(Member stage) {
    int[] shape = view.shape(stage);
    if (!Layout.isOfCells(stage)) {
      return shape;
    }
    int tokens = shape[shape.length - 1];
    return shape.length == 2 || averaged
        ? new int[] {tokens, 1, 1}
        : new int[] {tokens, shape[0], 1, 1};
  }

  @Override
  public int width(Member stage) {
    return Layout.isOfCells(stage) ? 1 : view.width(stage);
  }

  @Override
  public double[] row(Member stage, int row) {
    if (!Layout.isOfCells(stage)) {
      return view.row(stage, row);
    }
    int[] shape = view.shape(stage);
    int tokens = shape[shape.length - 1];
    int heads = shape.length == 2 ? 1 : shape[0];
    if (!averaged) {
      int token = row / heads;
      return new double[] {view.row(stage, row % heads * tokens + token)[token]};
    }
    double sum = 0;
    for (int head = 0; head < heads; head++) {
      sum += view.row(stage, head * tokens + row)[row];
    }
    return new double[] {sum / heads};
  }
}
