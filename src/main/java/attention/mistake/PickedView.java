package attention.mistake;

import attention.definition.Layout;
import attention.definition.View;
import attention.trace.Member;
import java.util.Arrays;

/**
 * Stages of all queries, shown otherwise, of which rows are picked along the axis on which the
 * queries would be.
 *
 * @param all the stages of all queries
 * @param picked which of them
 * @param ofHeads whether that is the second axis, because the heads are in front
 */
record PickedView(View all, int[] picked, boolean ofHeads) implements View {

  private int axis(Member stage) {
    return ofHeads && Layout.isOfHead(stage) ? 1 : 0;
  }

  private boolean isPicked(Member stage) {
    int[] shape = all.shape(stage);
    int axis = axis(stage);
    return !Layout.isOfKeys(stage)
        && axis < shape.length
        && Arrays.stream(picked).allMatch(index -> index < shape[axis]);
  }

  @Override
  public int[] shape(Member stage) {
    int[] shape = all.shape(stage).clone();
    if (isPicked(stage)) {
      shape[axis(stage)] = picked.length;
    }
    return shape;
  }

  @Override
  public int width(Member stage) {
    int[] shape = shape(stage);
    return isPicked(stage) && axis(stage) == shape.length - 1 ? picked.length : all.width(stage);
  }

  @Override
  public double[] row(Member stage, int row) {
    if (!isPicked(stage)) {
      return all.row(stage, row);
    }
    int[] shape = all.shape(stage);
    int axis = axis(stage);
    if (axis == shape.length - 1) {
      return columns(stage, row);
    }
    int inner = 1;
    for (int i = axis + 1; i < shape.length; i++) {
      inner *= shape[i];
    }
    inner /= all.width(stage);
    int outer = row / (inner * picked.length);
    int index = picked[row / inner % picked.length];
    return all.row(stage, (outer * shape[axis] + index) * inner + row % inner);
  }

  private double[] columns(Member stage, int row) {
    double[] some = new double[picked.length];
    int width = all.shape(stage)[all.shape(stage).length - 1];
    for (int i = 0; i < some.length; i++) {
      int number = row * width + picked[i];
      some[i] = all.row(stage, number / all.width(stage))[number % all.width(stage)];
    }
    return some;
  }
}
