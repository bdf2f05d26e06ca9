package attention.check;

import attention.trace.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the steps of a decoder first leave ours. */
final class Steps {

  private Steps() {}

  /**
   * The first difference: annotations, then what is of another shape, then step by step, so that
   * what a wrong state does to the next step is not first.
   */
  static @Nullable Place first(List<StageComparison> comparisons) {
    StageComparison first = null;
    for (StageComparison comparison : comparisons) {
      Member stage = comparison.given().stage();
      if (!comparison.agrees() && (stage == Member.ANNOTATIONS || !comparison.hasSameShape())) {
        return new Place(stage, comparison.firstRow(), false);
      }
    }
    for (StageComparison comparison : comparisons) {
      boolean earlier = first == null || comparison.firstRow() < first.firstRow();
      if (!comparison.agrees() && earlier) {
        first = comparison;
      }
    }
    return first == null ? null : new Place(first.given().stage(), first.firstRow(), true);
  }
}
