package attention.mistake;

import attention.definition.Layout;
import attention.definition.View;
import attention.trace.Member;
import java.util.Arrays;
import java.util.Set;

/**
 * Some stages in the other form: vectors of heads side by side in a row, or keys and values, whose
 * heads are side by side, by head.
 *
 * @param others the stages that are in the other form
 * @param keyHeads how many heads keys and values have
 */
record HeadsBesideView(View view, Set<Member> others, int keyHeads) implements View {

  @Override
  public int[] shape(Member stage) {
    int[] shape = view.shape(stage);
    if (!others.contains(stage)) {
      return shape;
    }
    return Layout.isOfKeys(stage)
        ? new int[] {keyHeads, shape[0], shape[1] / keyHeads}
        : new int[] {shape[1], shape[0] * shape[2]};
  }

  @Override
  public int width(Member stage) {
    int[] shape = shape(stage);
    return others.contains(stage) ? shape[shape.length - 1] : view.width(stage);
  }

  @Override
  public double[] row(Member stage, int row) {
    if (!others.contains(stage)) {
      return view.row(stage, row);
    }
    int[] shape = view.shape(stage);
    if (Layout.isOfKeys(stage)) {
      int width = width(stage);
      int from = row / shape[0] * width;
      return Arrays.copyOfRange(view.row(stage, row % shape[0]), from, from + width);
    }
    int width = shape[2];
    double[] beside = new double[shape[0] * width];
    for (int head = 0; head < shape[0]; head++) {
      System.arraycopy(view.row(stage, head * shape[1] + row), 0, beside, head * width, width);
    }
    return beside;
  }
}
