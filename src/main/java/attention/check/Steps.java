package attention.check;

import attention.definition.Definition;
import attention.definition.Feeding;
import attention.definition.Part;
import attention.mistake.Given;
import attention.request.PostedStage;
import attention.trace.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the steps of a decoder first leave ours. */
final class Steps {

  private Steps() {}

  /**
   * A decoder that takes at most one step more than were answered or posted: that is enough to see
   * that a mistake does not end where the client did.
   */
  static Definition bounded(Definition definition, int answered, List<PostedStage> posted) {
    Feeding feeding = definition.find(Part.FEEDING);
    if (feeding == null) {
      return definition;
    }
    int most = answered;
    for (PostedStage stage : posted) {
      most = Math.max(most, Given.trimmed(stage.shape())[0]);
    }
    return definition.with(Part.FEEDING, feeding.atMost(most + 1));
  }

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
