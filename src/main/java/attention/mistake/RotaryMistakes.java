package attention.mistake;

import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.Rotary;
import attention.mistake.Mistake.Group;
import attention.stage.Pairing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes in the rotation of queries and keys. */
final class RotaryMistakes {

  /** Of the first transformers, and of Llama 3, Gemma 3 and Qwen 2. */
  private static final int[] BASES = {10_000, 500_000, 1_000_000};

  private RotaryMistakes() {}

  static List<Mistake> all() {
    return Stream.of(rotations(), pairings(), positions(), frequencies())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mistake> rotations() {
    return List.of(
        rotary(
            "rotary-left-out",
            "q, k",
            "The rotation is left out%s.",
            "Rotate queries and keys.",
            situation -> withoutRotary(situation.definition())),
        rotary(
            "rotary-inverted",
            "(x \\cos + y \\sin, y \\cos - x \\sin)",
            "Your queries and keys are rotated by the opposite angle.",
            "Rotate (x, y) to (x cos − y sin, x sin + y cos).",
            situation -> turned(situation, Rotary::inverted)));
  }

  private static List<Mistake> pairings() {
    return List.of(
        rotary(
                "rotary-other-pairing",
                "\\text{pairs}\\ (2m, 2m + 1)\\ \\text{for}\\ (m, m + d_r/2)",
                "Your rotation pairs the columns as the other pairing does.",
                "Pair the columns as \"pairing\" says: halves (Llama) or interleaved (GPT-J).",
                situation -> turned(situation, Rotary::otherPairing))
            .seenIn(
                "rasbt/LLMs-from-scratch#838",
                "karpathy/nanochat#264",
                "Dao-AILab/flash-attention#288"),
        rotary(
                "rotary-mixed-pairing",
                "\\theta_0 \\theta_0 \\theta_1 \\theta_1 \\dots\\ \\text{for}\\ \\theta_0 \\theta_1"
                    + " \\dots \\theta_0 \\theta_1 \\dots",
                "Your rotation pairs the columns in one way and the angles in the other%s.",
                "Angles and rotation must pair the same columns.",
                RotaryMistakes::mixed)
            .seenIn("raiyanyahya/how-to-train-your-gpt#6"));
  }

  private static List<Mistake> positions() {
    return List.of(
        rotary(
                "rotary-query-off-by-one",
                "(p_i \\pm 1) f",
                "Your queries are rotated as if they were one position further%s.",
                "Count the query's position from mask.offset.",
                RotaryMistakes::offByOne)
            .seenIn("fla-org/flash-linear-attention#766"),
        rotary(
                "rotary-offset-ignored",
                "i f",
                "Your queries are rotated by their index, without the offset.",
                "Count the query's position from mask.offset: the cached keys come first.",
                RotaryMistakes::offsetIgnored)
            .seenIn("Blaizzy/mlx-vlm#1983", "RobertCsordas/moeut#6"),
        rotary(
            "rotary-over-all-columns",
            "d_r = d",
            "Your rotation turns all columns of a head.",
            "Rotate only the first \"dimension\" columns.",
            RotaryMistakes::allColumns));
  }

  private static List<Mistake> frequencies() {
    return List.of(
        rotary(
            "rotary-other-frequencies",
            "\\theta_m = b^{-2m/d_r}\\ \\text{with another}\\ b,\\ \\text{exponent or}\\ d_r",
            "Your rotation has other frequencies%s.",
            "Pair m turns by position · base^(−2m / dimension).",
            RotaryMistakes::otherFrequencies));
  }

  private static Mistake rotary(
      String code, String formula, String found, String change, Mistake.Variants variants) {
    return Mistake.in(Group.ROTARY, code, "DH", formula, found, change, variants);
  }

  private static List<Variant> withoutRotary(Definition definition) {
    Rotary rotary = definition.find(Part.ROTARY);
    if (rotary == null) {
      return List.of();
    }
    return Variant.of(
        new Variant("queries and keys", definition.with(Part.ROTARY, null)),
        Variant.when(
            !canBeMovedTo0(definition.get(Part.SELECTED), rotary),
            "queries",
            () -> definition.with(Part.ROTARY, rotary.ofKeysOnly())),
        new Variant("keys", definition.with(Part.ROTARY, rotary.ofQueriesOnly())));
  }

  /** Whether another mistake, in the positions, comes to the same. */
  private static boolean canBeMovedTo0(int[] selected, Rotary rotary) {
    return Arrays.stream(selected).allMatch(i -> Math.abs(rotary.queryPosition(i)) == 1)
        || Arrays.stream(selected).allMatch(i -> i == 0);
  }

  private static List<Variant> turned(Situation situation, UnaryOperator<Rotary> other) {
    Rotary rotary = situation.definition().find(Part.ROTARY);
    return rotary == null
        ? List.of()
        : Variant.only(situation.definition().with(Part.ROTARY, other.apply(rotary)));
  }

  private static List<Variant> mixed(Situation situation) {
    Definition definition = situation.definition();
    Rotary rotary = definition.find(Part.ROTARY);
    return rotary == null
        ? List.of()
        : Arrays.stream(Pairing.values())
            .map(pairing ->
                new Variant(
                    "columns in " + pairing,
                    definition.with(Part.ROTARY, rotary.mixedPairing(pairing))))
            .toList();
  }

  private static List<Variant> offByOne(Situation situation) {
    Definition definition = situation.definition();
    Rotary rotary = definition.find(Part.ROTARY);
    return rotary == null
        ? List.of()
        : List.of(
            new Variant("by +1", definition.with(Part.ROTARY, rotary.moved(1))),
            new Variant("by −1", definition.with(Part.ROTARY, rotary.moved(-1))));
  }

  private static List<Variant> offsetIgnored(Situation situation) {
    Rotary rotary = situation.definition().find(Part.ROTARY);
    boolean applies = rotary != null && (rotary.offset() != 0 || rotary.queryPositions() != null);
    return applies ? turned(situation, Rotary::withoutOffset) : List.of();
  }

  private static List<Variant> allColumns(Situation situation) {
    Rotary rotary = situation.definition().find(Part.ROTARY);
    int width = situation.definition().queryWidth();
    boolean applies =
        rotary != null
            && width % 2 == 0
            && 2 * rotary.frequencies().length < width
            && !Double.isNaN(rotary.base());
    return applies
        ? turned(situation, it -> it.over(Rotary.frequencies(it.base(), width)))
        : List.of();
  }

  /** Bases in use, and mistakes in the exponent; frequencies that are given have none of these. */
  private static List<Variant> otherFrequencies(Situation situation) {
    Definition definition = situation.definition();
    Rotary rotary = definition.find(Part.ROTARY);
    if (rotary == null || Double.isNaN(rotary.base())) {
      return List.of();
    }
    int pairs = rotary.frequencies().length;
    int width = definition.queryWidth();
    List<Variant> variants = new ArrayList<>();
    for (int base : BASES) {
      if (base != rotary.base()) {
        variants.add(frequencies(definition, "base " + base, Rotary.frequencies(base, 2 * pairs)));
      }
    }
    variants.add(
        frequencies(definition, "exponents −m / d", Rotary.frequencies(rotary.base(), 4 * pairs)));
    if (width > 2 * pairs) {
      variants.add(
          frequencies(
              definition, "all columns for dimension", Rotary.frequencies(rotary.base(), width)));
    }
    return variants;
  }

  /** As many of some frequencies as columns are turned. */
  private static Variant frequencies(Definition definition, String which, double[] others) {
    Rotary rotary = definition.get(Part.ROTARY);
    double[] some = Arrays.copyOf(others, rotary.frequencies().length);
    return new Variant(which, definition.with(Part.ROTARY, rotary.over(some)));
  }
}
