package attention.mechanism;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of attention the service computes, each with the row members it can have. */
public enum Mechanism {
  /** Simple self-attention without trainable weights: Q = K = V = X. */
  SELF("self", Members.OF_ONE_HEAD),
  /** One transformer head. */
  SCALED_DOT_PRODUCT("scaled-dot-product", Members.OF_ONE_HEAD),
  /** Several heads, or grouped-query heads, side by side. */
  MULTI_HEAD(
      "multi-head",
      Members.with(Members.OF_ONE_HEAD, EnumSet.of(Member.CONCATENATED, Member.OUTPUT))),
  /** Bahdanau's attention. */
  ADDITIVE("additive", Members.OF_ONE_HEAD),
  /** Luong's attention. */
  MULTIPLICATIVE("multiplicative", Members.OF_ONE_HEAD),
  /** A recurrent encoder and decoder, with attention between them or without. */
  ENCODER_DECODER("encoder-decoder", Members.with(Members.OF_ONE_HEAD, EnumSet.of(Member.STATE))),
  /** Only the normalization of scores that somebody else computed. */
  WEIGHTS_ONLY("weights", EnumSet.of(Member.WEIGHTS, Member.WEIGHT_SUM));

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

  /** What {@code include} may name: the members of a row, and those above the rows. */
  public Set<Member> members() {
    Set<Member> members = EnumSet.range(Member.PROJECTIONS, Member.ANNOTATIONS);
    members.addAll(rowMembers);
    return members;
  }

  @Override
  public String toString() {
    return word;
  }

  private static final class Members {

    static final Set<Member> OF_ONE_HEAD = EnumSet.range(Member.QUERY, Member.CONTRIBUTIONS);

    static Set<Member> with(Set<Member> members, Set<Member> more) {
      EnumSet<Member> all = EnumSet.copyOf(members);
      all.addAll(more);
      return all;
    }
  }
}
