package attention.mechanism;

import static attention.mechanism.Member.BIASED_SCORES;
import static attention.mechanism.Member.CAPPED_SCORES;
import static attention.mechanism.Member.CONTEXT;
import static attention.mechanism.Member.CONTRIBUTIONS;
import static attention.mechanism.Member.MASKED_SCORES;
import static attention.mechanism.Member.QUERY;
import static attention.mechanism.Member.SCALED_SCORES;
import static attention.mechanism.Member.SCORES;
import static attention.mechanism.Member.WEIGHTS;
import static attention.mechanism.Member.WEIGHT_SUM;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of attention the service computes, each with the row members it can have. */
public enum Mechanism {
  /** Simple self-attention without trainable weights: Q = K = V = X. */
  SELF(
      "self",
      EnumSet.of(
          QUERY,
          SCORES,
          SCALED_SCORES,
          CAPPED_SCORES,
          BIASED_SCORES,
          MASKED_SCORES,
          WEIGHTS,
          WEIGHT_SUM,
          CONTEXT,
          CONTRIBUTIONS)),
  /** Only the normalization of scores that somebody else computed. */
  WEIGHTS_ONLY("weights", EnumSet.of(WEIGHTS, WEIGHT_SUM));

  private final String word;
  private final Set<Member> rowMembers;

  Mechanism(String word, Set<Member> rowMembers) {
    this.word = word;
    this.rowMembers = Collections.unmodifiableSet(rowMembers);
  }

  /** The members that a row of this mechanism can have, in order. */
  public Set<Member> rowMembers() {
    return rowMembers;
  }

  @Override
  public String toString() {
    return word;
  }
}
