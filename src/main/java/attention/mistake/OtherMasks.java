package attention.mistake;

import attention.definition.Arithmetic;
import attention.definition.Biases;
import attention.definition.Definition;
import attention.definition.EmptyRows;
import attention.definition.KeyFilter;
import attention.definition.MaskRule;
import attention.definition.Masking;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.Rotary;
import attention.stage.Normalization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Masks that are taken for that of a request. */
final class OtherMasks {

  /** What is usual in code that adds (1 − M) times a number, and loses no score in doing so. */
  private static final List<Masking> ADDED =
      List.of(
          new Masking.Added(-1e9, Arithmetic.FLOAT64), new Masking.Added(-1e4, Arithmetic.FLOAT32));

  private OtherMasks() {}

  /**
   * The definition with another mask. What it leaves without any key is zeros, {@code null}, or
   * 1/n: also rows that the right mask leaves so, or these are zeros as they should be. Where a
   * finite number was added, it is the softmax of the scores as they were before.
   */
  private static List<Variant> filtered(Situation situation, String which, KeyFilter filter) {
    Definition mistaken = situation.definition().with(Part.MASK, filter);
    Emptied emptied = emptied(situation, filter);
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant(which, mistaken));
    for (EmptyRows rows : List.of(EmptyRows.NULLS, EmptyRows.UNIFORM)) {
      if (emptied.some()) {
        variants.add(new Variant(which, mistaken.with(Part.EMPTY_ROWS, query -> rows)));
      }
      if (emptied.moreThanBefore()) {
        variants.add(
            new Variant(which, mistaken.with(Part.EMPTY_ROWS, newlyEmpty(situation, rows))));
      }
    }
    boolean softmax = mistaken.get(Part.NORMALIZATION) == Normalization.SOFTMAX;
    if (softmax && emptied.some() && !emptied.all()) {
      for (Masking added : ADDED) {
        variants.add(new Variant(which, mistaken.with(Part.MASKING, added)).alone());
      }
    }
    return variants;
  }

  /**
   * What a mask that changes something leaves without any key.
   *
   * @param some whether there are such rows
   * @param all whether every row is so, as if there were no mask
   * @param moreThanBefore whether some are so by the right mask too, and others not
   */
  private record Emptied(boolean some, boolean all, boolean moreThanBefore) {}

  private static Emptied emptied(Situation situation, KeyFilter filter) {
    Biases biases = situation.definition().find(Part.BIASES);
    KeyFilter right = unless(biases, situation.definition().get(Part.MASK));
    KeyFilter mistaken = unless(biases, filter);
    int keys = situation.keys();
    int[] selected = situation.definition().get(Part.SELECTED);
    Recomputation computation = situation.right().computation();
    return computation.once(
        new Masks(filter, situation.definition().get(Part.MASK), biases),
        () -> {
          computation.spend((long) selected.length * keys);
          int[] empty = empty(mistaken, selected, keys);
          int before = empty(right, empty, keys).length;
          boolean changes =
              Arrays.stream(selected)
                  .anyMatch(
                      query -> !Arrays.equals(mistaken.row(query, keys), right.row(query, keys)));
          return new Emptied(
              changes && empty.length > 0,
              empty.length == selected.length,
              before > 0 && before < empty.length);
        });
  }

  /** A mask, the right one, and what else forbids keys. */
  private record Masks(KeyFilter mistaken, KeyFilter right, @Nullable Biases biases) {}

  private static KeyFilter unless(@Nullable Biases biases, KeyFilter filter) {
    return biases == null
        ? filter
        : (query, key) -> filter.allows(query, key) && !biases.forbids(query, key);
  }

  private static int[] empty(KeyFilter filter, int[] queries, int keys) {
    return Arrays.stream(queries).filter(query -> !allowsAny(filter, query, keys)).toArray();
  }

  private static boolean allowsAny(KeyFilter filter, int query, int keys) {
    for (int key = 0; key < keys; key++) {
      if (filter.allows(query, key)) {
        return true;
      }
    }
    return false;
  }

  /** Rows that are without a key by the right mask too are zeros. */
  private static EmptyRows.Rule newlyEmpty(Situation situation, EmptyRows rows) {
    Biases biases = situation.definition().find(Part.BIASES);
    KeyFilter right = unless(biases, situation.definition().get(Part.MASK));
    int keys = situation.keys();
    return query -> allowsAny(right, query, keys) ? rows : EmptyRows.ZEROS;
  }

  private static List<MaskRule.Member> members(MaskRule rule) {
    return Arrays.stream(MaskRule.Member.values()).filter(rule::has).toList();
  }

  static List<Variant> memberLeftOut(Situation situation, MaskRule rule) {
    List<MaskRule.Member> members = members(rule);
    return members.size() < 2
        ? List.of()
        : members.stream()
            .flatMap(
                member -> filtered(situation, member.toString(), rule.without(member)).stream())
            .toList();
  }

  static List<Variant> anyMember(Situation situation, MaskRule rule) {
    List<MaskRule.Member> members = members(rule);
    KeyFilter any = new MistakenFilters.AnyMember(rule, members);
    return members.size() < 2 || !MistakenFilters.forbids(situation, any)
        ? List.of()
        : filtered(situation, "", any);
  }

  static List<Variant> inverted(Situation situation, MaskRule rule) {
    List<MaskRule.Member> members = members(rule);
    List<Variant> variants =
        new ArrayList<>(
            filtered(
                situation,
                members.size() > 1 ? "all members" : "",
                new MistakenFilters.Inverted(rule)));
    if (members.size() > 1) {
      for (MaskRule.Member member : members) {
        variants.addAll(
            filtered(
                situation,
                member.toString(),
                new MistakenFilters.InvertedMember(rule.without(member), rule, member)));
      }
    }
    return variants;
  }

  static List<Variant> keys(Situation situation, MaskRule rule, boolean both) {
    boolean[] keys = rule.keys();
    if (keys == null || !situation.isSquare()) {
      return List.of();
    }
    MaskRule others = rule.without(MaskRule.Member.KEYS);
    return filtered(situation, "", new MistakenFilters.OnQueries(others, keys, both));
  }

  static List<Variant> transposed(Situation situation, MaskRule rule) {
    boolean[] keys = rule.keys();
    MaskRule others = rule.without(MaskRule.Member.KEYS);
    if (!others.restricts() || !situation.isSquare()) {
      return List.of();
    }
    return filtered(situation, "", new MistakenFilters.Transposed(others, keys));
  }

  static List<Variant> ahead(Situation situation, MaskRule rule, int by) {
    return rule.causal() ? filtered(situation, "", rule.withAhead(by)) : List.of();
  }

  static List<Variant> otherCorner(Situation situation, MaskRule rule) {
    int difference = situation.keys() - situation.queries();
    boolean applies = difference != 0 && rule.causal();
    if (applies && rule.offset() == 0) {
      return filtered(situation, "", rule.withOffset(difference));
    }
    return applies && rule.offset() == difference
        ? filtered(situation, "", rule.withOffset(0))
        : List.of();
  }

  /**
   * Positions without the offset, in the mask and in what counts by it.
   *
   * @param rule absent = nothing is masked, but the slopes of alibi may count by the offset
   */
  static List<Variant> offsetIgnored(Situation situation, @Nullable MaskRule rule) {
    Definition definition = situation.definition();
    Biases biases = definition.find(Part.BIASES);
    boolean moves = biases != null && biases.slopes() != null && biases.offset() != 0;
    if (rule == null ? !moves : rule.offset() == 0) {
      return List.of();
    }
    Rotary rotary = definition.find(Part.ROTARY);
    if (rotary != null && rotary.queryPositions() == null) {
      definition = definition.with(Part.ROTARY, rotary.withoutOffset());
    }
    if (biases != null && moves) {
      definition = definition.with(Part.BIASES, biases.withOffset(0));
    }
    return rule == null
        ? Variant.only(definition)
        : filtered(situation.with(definition), "", rule.withOffset(0));
  }

  static List<Variant> window(Situation situation, MaskRule rule) {
    List<Variant> variants = new ArrayList<>();
    for (int by : new int[] {1, -1}) {
      String sign = by > 0 ? " + 1" : " − 1";
      Integer left = moved(rule.left(), by);
      Integer right = moved(rule.right(), by);
      if (left != null) {
        variants.addAll(filtered(situation, "left" + sign, rule.withWindow(left, rule.right())));
      }
      if (right != null) {
        variants.addAll(filtered(situation, "right" + sign, rule.withWindow(rule.left(), right)));
      }
      if (left != null && right != null) {
        variants.addAll(filtered(situation, "left and right" + sign, rule.withWindow(left, right)));
      }
    }
    return variants;
  }

  private static @Nullable Integer moved(@Nullable Integer side, int by) {
    return side == null || side + (long) by > Integer.MAX_VALUE ? null : Integer.valueOf(side + by);
  }
}
