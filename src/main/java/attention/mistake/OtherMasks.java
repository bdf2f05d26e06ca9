package attention.mistake;

import attention.definition.Biases;
import attention.definition.Definition;
import attention.definition.EmptyRows;
import attention.definition.KeyFilter;
import attention.definition.MaskRule;
import attention.definition.Part;
import attention.definition.Rotary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Masks that are taken for that of a request. */
final class OtherMasks {

  private OtherMasks() {}

  /** The definition with another mask; three ways where that leaves a row without any key. */
  private static List<Variant> filtered(Situation situation, String which, KeyFilter filter) {
    Definition mistaken = situation.definition().with(Part.MASK, filter);
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant(which, mistaken));
    if (leavesEmpty(situation, filter)) {
      for (EmptyRows rows : List.of(EmptyRows.NULLS, EmptyRows.UNIFORM)) {
        variants.add(
            new Variant(which, mistaken.with(Part.EMPTY_ROWS, newlyEmpty(situation, rows))));
      }
    }
    return variants;
  }

  private static boolean leavesEmpty(Situation situation, KeyFilter filter) {
    KeyFilter right = situation.definition().get(Part.MASK);
    int keys = situation.keys();
    int[] selected = situation.definition().get(Part.SELECTED);
    return situation
        .right()
        .computation()
        .once(
            new Pair(filter, right),
            () -> {
              situation.right().computation().spend((long) selected.length * keys);
              return Arrays.stream(selected)
                  .anyMatch(
                      query -> !allowsAny(filter, query, keys) && allowsAny(right, query, keys));
            });
  }

  /** A mask, and the right one. */
  private record Pair(KeyFilter mistaken, KeyFilter right) {}

  /** Allowed and forbidden exchanged. */
  private record Inverted(MaskRule rule) implements KeyFilter {
    @Override
    public boolean allows(int query, int key) {
      return !rule.allows(query, key);
    }
  }

  /** The same in one member. */
  private record InvertedMember(MaskRule others, MaskRule rule, MaskRule.Member member)
      implements KeyFilter {
    @Override
    public boolean allows(int query, int key) {
      return others.allows(query, key) && !rule.allows(member, query, key);
    }
  }

  /** The mask of keys on queries. */
  private record OnQueries(MaskRule others, boolean[] keys, boolean both) implements KeyFilter {
    @Override
    public boolean allows(int query, int key) {
      return keys[query] && (!both || keys[key]) && others.allows(query, key);
    }
  }

  /** Rows and columns exchanged, in all but the mask of keys. */
  private record Transposed(MaskRule others, boolean @Nullable [] keys) implements KeyFilter {
    @Override
    public boolean allows(int query, int key) {
      return others.allows(key, query) && (keys == null || keys[key]);
    }
  }

  private static boolean allowsAny(KeyFilter filter, int query, int keys) {
    for (int key = 0; key < keys; key++) {
      if (filter.allows(query, key)) {
        return true;
      }
    }
    return false;
  }

  /** Rows that the right mask leaves without a key too are zeros. */
  private static EmptyRows.Rule newlyEmpty(Situation situation, EmptyRows rows) {
    KeyFilter right = situation.definition().get(Part.MASK);
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

  static List<Variant> inverted(Situation situation, MaskRule rule) {
    List<MaskRule.Member> members = members(rule);
    List<Variant> variants =
        new ArrayList<>(
            filtered(situation, members.size() > 1 ? "all members" : "", new Inverted(rule)));
    if (members.size() > 1) {
      for (MaskRule.Member member : members) {
        variants.addAll(
            filtered(
                situation,
                member.toString(),
                new InvertedMember(rule.without(member), rule, member)));
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
    return filtered(situation, "", new OnQueries(others, keys, both));
  }

  static List<Variant> transposed(Situation situation, MaskRule rule) {
    boolean[] keys = rule.keys();
    MaskRule others = rule.without(MaskRule.Member.KEYS);
    if (!others.restricts() || !situation.isSquare()) {
      return List.of();
    }
    return filtered(situation, "", new Transposed(others, keys));
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

  static List<Variant> offsetIgnored(Situation situation, MaskRule rule) {
    if (rule.offset() == 0) {
      return List.of();
    }
    Definition definition = situation.definition();
    Rotary rotary = definition.find(Part.ROTARY);
    if (rotary != null && rotary.queryPositions() == null) {
      definition = definition.with(Part.ROTARY, rotary.withoutOffset());
    }
    Biases biases = definition.find(Part.BIASES);
    if (biases != null && biases.slopes() != null) {
      definition = definition.with(Part.BIASES, biases.withOffset(0));
    }
    return filtered(situation.with(definition), "", rule.withOffset(0));
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
    return side == null ? null : Integer.valueOf(side + by);
  }
}
