package attention.trace;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of attention that the service computes, each with the members of its answers. */
public enum Mechanism {
  /** Simple self-attention without trainable weights: Q = K = V = X. */
  SELF("self", Members.OF_ONE_HEAD),
  /** One transformer head. */
  SCALED_DOT_PRODUCT("scaled-dot-product", Members.OF_TRANSFORMER_HEAD),
  /** Several heads, or grouped-query heads, side by side. */
  MULTI_HEAD(
      "multi-head",
      Members.union(
          Members.OF_TRANSFORMER_HEAD,
          EnumSet.of(Member.AVERAGE_WEIGHTS, Member.CONCATENATED, Member.OUTPUT))),
  /** Bahdanau's attention. */
  ADDITIVE("additive", Members.OF_ONE_HEAD),
  /** Luong's attention. */
  MULTIPLICATIVE("multiplicative", Members.OF_ONE_HEAD),
  /** A recurrent encoder and decoder, with or without attention between them. */
  ENCODER_DECODER(
      "encoder-decoder",
      Members.union(Members.OF_ONE_HEAD, EnumSet.range(Member.STATE, Member.PREDICTED_TOKEN))),
  /** Only the normalization, of scores that the request gives. */
  WEIGHTS_ONLY("weights", EnumSet.range(Member.MAXIMUM, Member.ENTROPY));

  private final String word;
  private final Set<Member> rowMembers;
  private final Set<Member> members;

  Mechanism(String word, Set<Member> rowMembers) {
    this.word = word;
    this.rowMembers = Collections.unmodifiableSet(rowMembers);
    this.members = Collections.unmodifiableSet(Members.union(Members.ABOVE_ROWS, rowMembers));
  }

  /** The members that a row of this mechanism can have, in order. */
  public Set<Member> rowMembers() {
    return rowMembers;
  }

  /**
   * The members that a request for this mechanism may ask for: those above the rows, then those of
   * a row.
   */
  public Set<Member> members() {
    return members;
  }

  @Override
  public String toString() {
    return word;
  }

  private static final class Members {

    static final Set<Member> ABOVE_ROWS = EnumSet.range(Member.PROJECTIONS, Member.ANNOTATIONS);
    static final Set<Member> OF_TRANSFORMER_HEAD =
        union(
            EnumSet.range(Member.QUERY, Member.ENTROPY),
            EnumSet.range(Member.CONTEXT, Member.CONTRIBUTIONS));
    static final Set<Member> OF_ONE_HEAD =
        without(OF_TRANSFORMER_HEAD, EnumSet.of(Member.NORMALIZED_QUERY, Member.ROTATED_QUERY));

    static Set<Member> without(Set<Member> members, Set<Member> less) {
      EnumSet<Member> some = EnumSet.copyOf(members);
      some.removeAll(less);
      return some;
    }

    static Set<Member> union(Set<Member> members, Set<Member> more) {
      EnumSet<Member> all = EnumSet.copyOf(members);
      all.addAll(more);
      return all;
    }
  }
}
