package attention.mistake;

import attention.definition.Definition;
import attention.definition.Norm;
import attention.definition.Part;
import attention.definition.Rotary;
import attention.mistake.Mistake.Group;
import attention.stage.Pairing;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes in the norm and the rotation of queries and keys. */
final class VectorMistakes {

  private VectorMistakes() {}

  static List<Mistake> all() {
    return Stream.of(norms(), placesOfNorms(), rotations(), pairings(), positions())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mistake> norms() {
    return List.of(
        norm(
                "norm-left-out",
                "DH",
                "q, k",
                "The norm is left out%s.",
                "Normalize queries and keys.",
                situation -> withoutNorm(situation.definition()))
            .seenIn("vllm-project/vllm-metal#659"),
        norm(
            "norm-gain-left-out",
            "DH",
            "x / \\lVert x \\rVert",
            "Your normalized queries and keys lack the gain.",
            "Multiply by the gain, and add the bias if there is one.",
            situation -> gains(situation.definition())));
  }

  private static List<Mistake> placesOfNorms() {
    return List.of(
        norm(
                "norm-other-side-of-rotary",
                "DH",
                "\\text{norm and rotation in the other order}",
                "Your queries and keys are normalized on the other side of the rotation.",
                "Change the order of norm and rotation, or say \"afterRotary\".",
                situation -> otherSide(situation.definition()))
            .seenIn("vllm-project/vllm-metal#659", "allenai/OLMo#806"),
        norm(
                "norm-over-other-columns",
                "H",
                "\\text{norm over a head for all columns, or the reverse}",
                "Your norm is over other columns: over each head instead of all, or the reverse.",
                "Normalize over the columns that \"over\" says.",
                situation -> otherColumns(situation.definition()))
            .seenIn("Alpha-VLLM/Lumina-T2X#112"));
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
                VectorMistakes::mixed)
            .seenIn("raiyanyahya/how-to-train-your-gpt#6"));
  }

  private static List<Mistake> positions() {
    return List.of(
        rotary(
                "rotary-query-off-by-one",
                "(p_i \\pm 1) f",
                "Your queries are rotated as if they were one position further%s.",
                "Count the query's position from mask.offset.",
                VectorMistakes::offByOne)
            .seenIn("fla-org/flash-linear-attention#766"),
        rotary(
                "rotary-offset-ignored",
                "i f",
                "Your queries are rotated by their index, without the offset.",
                "Count the query's position from mask.offset: the cached keys come first.",
                VectorMistakes::offsetIgnored)
            .seenIn("Blaizzy/mlx-vlm#1983", "RobertCsordas/moeut#6"),
        rotary(
            "rotary-over-all-columns",
            "d_r = d",
            "Your rotation turns all columns of a head.",
            "Rotate only the first \"dimension\" columns.",
            VectorMistakes::allColumns));
  }

  private static Mistake norm(
      String code,
      String mechanisms,
      String formula,
      String found,
      String change,
      Mistake.Variants variants) {
    return Mistake.in(Group.NORM, code, mechanisms, formula, found, change, variants);
  }

  private static Mistake rotary(
      String code, String formula, String found, String change, Mistake.Variants variants) {
    return Mistake.in(Group.ROTARY, code, "DH", formula, found, change, variants);
  }

  private static List<Variant> withoutNorm(Definition definition) {
    Norm norm = definition.find(Part.NORM);
    return norm == null
        ? List.of()
        : List.of(
            new Variant("queries and keys", definition.with(Part.NORM, null)),
            new Variant("queries", definition.with(Part.NORM, norm.ofKeysOnly())),
            new Variant("keys", definition.with(Part.NORM, norm.ofQueriesOnly())));
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

  private static List<Variant> gains(Definition definition) {
    Norm norm = definition.find(Part.NORM);
    return norm == null || !norm.hasGains()
        ? List.of()
        : Variant.only(definition.with(Part.NORM, norm.withoutGains()));
  }

  private static List<Variant> otherSide(Definition definition) {
    return Variant.onlyIf(
        definition.has(Part.NORM) && definition.has(Part.ROTARY),
        () -> definition.with(Part.NORM_LAST, !definition.is(Part.NORM_LAST)));
  }

  private static List<Variant> otherColumns(Definition definition) {
    Norm norm = definition.find(Part.NORM);
    return norm == null || norm.hasGains()
        ? List.of()
        : Variant.only(definition.with(Part.NORM, norm.overOtherColumns()));
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
}
