package attention.definition;

import attention.trace.Member;

/** A step between scores and weights. */
public enum Step {
  SCALE(Member.SCALED_SCORES),
  CAP(Member.CAPPED_SCORES),
  BIAS(Member.BIASED_SCORES),
  MASK(Member.MASKED_SCORES);

  private final Member stage;

  Step(Member stage) {
    this.stage = stage;
  }

  /** The stage that it results in. */
  public Member stage() {
    return stage;
  }
}
