package attention.mistake;

import attention.definition.Rows;
import attention.definition.View;
import attention.trace.Member;

/**
 * Stages whose weights have a column for the sink.
 *
 * @param first whether it comes before the keys
 */
record SinkView(View view, boolean first) implements View {

  @Override
  public int[] shape(Member stage) {
    int[] shape = view.shape(stage).clone();
    if (stage == Member.WEIGHTS) {
      shape[shape.length - 1]++;
    }
    return shape;
  }

  @Override
  public int width(Member stage) {
    return view.width(stage) + (stage == Member.WEIGHTS ? 1 : 0);
  }

  @Override
  public double[] row(Member stage, int row) {
    if (stage != Member.WEIGHTS) {
      return view.row(stage, row);
    }
    double[] weights = view.row(stage, row);
    double[] sink = view.row(Member.SINK_WEIGHT, row);
    return first ? Rows.joined(sink, weights) : Rows.joined(weights, sink);
  }
}
