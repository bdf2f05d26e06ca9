package attention.check;

import attention.definition.Definition;
import attention.definition.NaturalView;
import attention.definition.Recomputation;
import attention.definition.View;
import attention.mistake.Situation;
import attention.trace.Member;
import attention.trial.FewKeysTrial;
import attention.trial.OneHeadTrial;
import attention.trial.WideTrial;
import org.jspecify.annotations.Nullable;

/** What excludes mistakes, the cheapest first. */
final class Trials {

  private final Matching matching;
  private final WideTrial wide;
  private final FewKeysTrial few;
  private final OneHeadTrial head;

  Trials(Situation situation, Matching matching) {
    Situation required =
        new Situation(situation.definition(), situation.right(), matching.required());
    this.matching = matching;
    this.wide = new WideTrial(required, matching.probe());
    this.few = new FewKeysTrial(required);
    this.head = new OneHeadTrial(required, matching.probe());
  }

  /**
   * Whether a mistake can explain what has to be reproduced, without all rows that it needs.
   *
   * @param isWide whether it needs every row to compute one
   */
  boolean canExplain(boolean isWide, Recomputation parent, Definition mistaken) {
    return !isWide || wide.canExplain(parent.child(mistaken));
  }

  /** Whether two mistakes can, without what weights are made of. */
  boolean canMix(Recomputation parent, Definition mistaken) {
    return few.canExplain(parent, mistaken);
  }

  /** The first stage that a view does not reproduce in the row that is tried; null if none. */
  @Nullable Member failing(View view, Definition mistaken) {
    boolean isOneHeadDecisive = view instanceof NaturalView && matching.required().size() == 1;
    return isOneHeadDecisive && !head.canExplain(view, mistaken)
        ? matching.required().getFirst().stage()
        : matching.failing(view);
  }
}
