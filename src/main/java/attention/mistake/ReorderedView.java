package attention.mistake;

import attention.definition.Affine;
import attention.definition.Arithmetic;
import attention.definition.Layout;
import attention.definition.View;
import attention.trace.Member;
import org.jspecify.annotations.Nullable;

/**
 * Stages whose heads are in another order, and what follows from contexts in that order.
 *
 * @param order the head that is in each place
 */
record ReorderedView(View view, int[] order, @Nullable Affine output, Arithmetic arithmetic)
    implements View {

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
    if (Layout.isOfHead(stage)) {
      int queries = view.shape(stage)[1];
      return view.row(stage, order[row / queries] * queries + row % queries);
    }
    return switch (stage) {
      case CONCATENATED -> concatenated(row);
      case OUTPUT -> output == null ? concatenated(row) : output.of(concatenated(row), arithmetic);
      default -> view.row(stage, row);
    };
  }

  private double[] concatenated(int row) {
    double[] joined = view.row(Member.CONCATENATED, row);
    double[] reordered = new double[joined.length];
    int width = joined.length / order.length;
    for (int place = 0; place < order.length; place++) {
      System.arraycopy(joined, order[place] * width, reordered, place * width, width);
    }
    return reordered;
  }
}
