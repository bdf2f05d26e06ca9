package attention.mistake;

import attention.definition.View;
import attention.trace.Member;

/** Stages of which one is shown as another one. */
record RenamedView(View view, Member name, Member stage) implements View {

  private Member of(Member asked) {
    return asked == name ? stage : asked;
  }

  @Override
  public int[] shape(Member asked) {
    return view.shape(of(asked));
  }

  @Override
  public int width(Member asked) {
    return view.width(of(asked));
  }

  @Override
  public double[] row(Member asked, int row) {
    return view.row(of(asked), row);
  }
}
