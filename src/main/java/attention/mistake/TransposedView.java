package attention.mistake;

import attention.definition.Layout;
import attention.definition.View;
import attention.trace.Member;

/** Stages whose rows are keys and whose columns are queries. */
record TransposedView(View view) implements View {

  @Override
  public int[] shape(Member stage) {
    int[] shape = view.shape(stage).clone();
    if (Layout.isOfCells(stage)) {
      int last = shape.length - 1;
      shape[last] = view.shape(stage)[last - 1];
      shape[last - 1] = view.shape(stage)[last];
    }
    return shape;
  }

  @Override
  public int width(Member stage) {
    int[] shape = view.shape(stage);
    return Layout.isOfCells(stage) ? shape[shape.length - 2] : view.width(stage);
  }

  @Override
  public double[] row(Member stage, int row) {
    if (!Layout.isOfCells(stage)) {
      return view.row(stage, row);
    }
    int queries = width(stage);
    int keys = view.width(stage);
    double[] column = new double[queries];
    for (int i = 0; i < queries; i++) {
      column[i] = view.row(stage, row / keys * queries + i)[row % keys];
    }
    return column;
  }
}
