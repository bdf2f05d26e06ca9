package attention.mistake;

import attention.definition.Definition;
import attention.definition.Norm;
import attention.definition.Part;
import attention.mistake.Mistake.Group;
import attention.stage.VectorNorm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes in the norm of queries and keys. */
final class NormMistakes {

  /** The epsilons in use, as they are written; 2⁻²³ is what torch.nn.RMSNorm takes in float32. */
  private static final Map<String, Double> EPSILONS = new LinkedHashMap<>();

  static {
    EPSILONS.put("1e-5", 1e-5);
    EPSILONS.put("1e-6", 1e-6);
    EPSILONS.put("1e-8", 1e-8);
    EPSILONS.put("1e-12", 1e-12);
    EPSILONS.put("2⁻²³", 0x1p-23);
  }

  /** Epsilons that are closer than that are the same. */
  private static final double SAME = 0.01;

  private NormMistakes() {}

  static List<Mistake> all() {
    return Stream.of(leftOut(), places(), formulas(), numbers()).flatMap(List::stream).toList();
  }

  private static List<Mistake> leftOut() {
    return List.of(
        norm(
                "norm-left-out",
                "DH",
                "q, k",
                "The norm is left out%s.",
                "Normalize queries and keys.",
                NormMistakes::without)
            .seenIn("vllm-project/vllm-metal#659"),
        norm(
            "norm-gain-left-out",
            "DH",
            "x / \\lVert x \\rVert",
            "Your normalized queries and keys lack the gain.",
            "Multiply by the gain, and add the bias if there is one.",
            (definition, norm) -> gains(definition, norm, Norm::withoutGains)));
  }

  private static List<Mistake> places() {
    return List.of(
        norm(
                "norm-other-side-of-rotary",
                "DH",
                "\\text{norm and rotation in the other order}",
                "Your queries and keys are normalized on the other side of the rotation.",
                "Change the order of norm and rotation, or say \"afterRotary\".",
                (definition, norm) ->
                    Variant.onlyIf(
                        definition.has(Part.ROTARY),
                        () -> definition.with(Part.NORM_LAST, !definition.is(Part.NORM_LAST))))
            .seenIn("vllm-project/vllm-metal#659", "allenai/OLMo#806"),
        norm(
                "norm-over-other-columns",
                "H",
                "\\text{norm over a head for all columns, or the reverse}",
                "Your norm is over other columns: over each head instead of all, or the reverse.",
                "Normalize over the columns that \"over\" says.",
                (definition, norm) ->
                    norm.hasGains() ? List.of() : only(definition, norm.overOtherColumns()))
            .seenIn("Alpha-VLLM/Lumina-T2X#112"));
  }

  private static List<Mistake> formulas() {
    return List.of(
        norm(
            "norm-unbiased",
            "DH",
            "\\frac{x - \\bar x}{\\sqrt{\\frac{1}{d - 1} \\sum_c (x_c - \\bar x)^2}}",
            "Your norm divides by the standard deviation of a sample, over d − 1.",
            "Divide the sum of squares by d: x.std() in PyTorch needs correction=0.",
            (definition, norm) ->
                norm.type() == VectorNorm.LAYER
                    ? only(definition, norm.withUnbiased())
                    : List.of()),
        norm(
            "norm-of-other-type",
            "DH",
            "\\text{rms, layer or l2 for another one}",
            "Your norm is another one%s.",
            "Use the norm that \"type\" says.",
            NormMistakes::otherTypes));
  }

  private static List<Mistake> numbers() {
    return List.of(
        norm(
            "norm-other-epsilon",
            "DH",
            "\\sqrt{\\textstyle\\sum_c x_c^2 / d + \\epsilon'}",
            "Your norm has another epsilon%s.",
            "Use the one of the request, or ask with yours.",
            NormMistakes::otherEpsilons),
        norm(
            "norm-gain-plus-one",
            "DH",
            "x / \\lVert x \\rVert \\circ (1 + g)",
            "Your normalized queries and keys are multiplied by 1 + gain.",
            "Multiply by the gain; where a model stores it less 1 (Gemma), ask with 1 + gain.",
            (definition, norm) -> gains(definition, norm, Norm::withGainsPlusOne)));
  }

  /** The ways to make a mistake in a norm. */
  @FunctionalInterface
  private interface Ways {
    List<Variant> in(Definition definition, Norm norm);
  }

  private static Mistake norm(
      String code, String mechanisms, String formula, String found, String change, Ways ways) {
    return Mistake.in(
        Group.NORM,
        code,
        mechanisms,
        formula,
        found,
        change,
        situation -> {
          Norm norm = situation.definition().find(Part.NORM);
          return norm == null ? List.of() : ways.in(situation.definition(), norm);
        });
  }

  private static List<Variant> only(Definition definition, Norm norm) {
    return Variant.only(definition.with(Part.NORM, norm));
  }

  private static List<Variant> without(Definition definition, Norm norm) {
    return List.of(
        new Variant("queries and keys", definition.with(Part.NORM, null)),
        new Variant("queries", definition.with(Part.NORM, norm.ofKeysOnly())),
        new Variant("keys", definition.with(Part.NORM, norm.ofQueriesOnly())));
  }

  private static List<Variant> gains(
      Definition definition, Norm norm, UnaryOperator<Norm> mistaken) {
    return norm.hasGains() ? only(definition, mistaken.apply(norm)) : List.of();
  }

  /** Late, because rms and l2 are multiples of each other, as another scale makes them. */
  private static List<Variant> otherTypes(Definition definition, Norm norm) {
    return Arrays.stream(VectorNorm.values())
        .filter(type -> type != norm.type())
        .map(type ->
            new Variant(type.toString(), definition.with(Part.NORM, norm.ofType(type))).late())
        .toList();
  }

  private static List<Variant> otherEpsilons(Definition definition, Norm norm) {
    if (norm.type() == VectorNorm.L2) {
      return List.of();
    }
    return EPSILONS.entrySet().stream()
        .filter(other -> Math.abs(other.getValue() - norm.epsilon()) > SAME * norm.epsilon())
        .map(other ->
            new Variant(
                other.getKey(), definition.with(Part.NORM, norm.withEpsilon(other.getValue()))))
        .toList();
  }
}
