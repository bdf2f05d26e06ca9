package attention.mistake;

import attention.definition.Biases;
import attention.definition.Biases.Distance;
import attention.definition.Cap;
import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.Step;
import attention.mistake.Mistake.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Mistakes in cap and bias, and in the order of the steps between scores and weights. */
final class ShapingMistakes {

  private ShapingMistakes() {}

  static List<Mistake> all() {
    return Stream.of(caps(), placesOfCaps(), biases(), slopes()).flatMap(List::stream).toList();
  }

  private static List<Mistake> caps() {
    return List.of(
        cap(
            "softcap-left-out",
            "\\omega_{ij}",
            "Your scores are not capped.",
            "Cap the scores.",
            definition -> definition.with(Part.CAP, Cap.NONE)),
        cap(
            "softcap-factor-left-out",
            "\\tanh(\\omega_{ij} / c)",
            "Your capped scores lack the factor c.",
            "Multiply by c again after the tanh.",
            definition -> definition.with(Part.CAP, new Cap(definition.get(Part.CAP).c(), false))));
  }

  private static List<Mistake> placesOfCaps() {
    return List.of(
        cap(
                "softcap-before-scale",
                "s c \\tanh(\\omega_{ij} / c)",
                "Your scores are capped before they are scaled.",
                "Scale, then cap.",
                definition -> ordered(definition, Step.CAP, Step.SCALE, Step.BIAS, Step.MASK))
            .seenIn("huggingface/trl#5691"),
        cap(
                "softcap-after-bias",
                "c \\tanh((s \\omega_{ij} + b_{ij}) / c)",
                "Your scores are capped after the bias is added.",
                "Cap, then add the bias.",
                definition -> ordered(definition, Step.SCALE, Step.BIAS, Step.CAP, Step.MASK))
            .seenIn("onnx/onnx#7867"),
        cap(
                "softcap-after-mask",
                "-\\infty\\ \\text{becomes}\\ -c",
                "Your scores are capped after they are masked: −∞ becomes −c (ONNX ≤ 1.21).",
                "Cap, then mask.",
                definition -> definition.get(Part.STEPS).contains(Step.MASK),
                definition -> ordered(definition, Step.SCALE, Step.BIAS, Step.MASK, Step.CAP))
            .seenIn("onnx/onnx#7865"));
  }

  private static Mistake cap(
      String code,
      String formula,
      String found,
      String change,
      UnaryOperator<Definition> mistaken) {
    return cap(code, formula, found, change, definition -> true, mistaken);
  }

  private static Mistake cap(
      String code,
      String formula,
      String found,
      String change,
      Predicate<Definition> applies,
      UnaryOperator<Definition> mistaken) {
    return Mistake.in(
        Group.CAP,
        code,
        "SDHAME",
        formula,
        found,
        change,
        situation ->
            Variant.onlyIf(
                situation.definition().has(Part.CAP) && applies.test(situation.definition()),
                () -> mistaken.apply(situation.definition())));
  }

  /** The steps that the definition has, in another order. */
  private static Definition ordered(Definition definition, Step... order) {
    List<Step> there = definition.get(Part.STEPS);
    return definition.with(Part.STEPS, Stream.of(order).filter(there::contains).toList());
  }

  private static List<Mistake> biases() {
    return List.of(
        bias(
            "bias-left-out",
            "SDHAME",
            "\\omega_{ij}",
            "Your scores lack a bias%s.",
            "Add the bias to the scores.",
            ShapingMistakes::leftOut),
        bias(
            "bias-subtracted",
            "SDHAME",
            "\\omega_{ij} - b_{ij}",
            "In your scores the bias is subtracted.",
            "Add it, with a plus.",
            definition ->
                Variant.onlyIf(
                    hasMatrix(definition),
                    () -> definition.with(Part.BIASES, definition.get(Part.BIASES).subtracted()))),
        bias(
            "bias-before-scale",
            "SDHAME",
            "s (\\omega_{ij} + b_{ij})",
            "Your bias is added before the scores are scaled.",
            "Add the bias after the scale.",
            definition ->
                Variant.onlyIf(
                    !definition.has(Part.CAP) && definition.get(Part.STEPS).contains(Step.SCALE),
                    () -> ordered(definition, Step.BIAS, Step.SCALE, Step.MASK))));
  }

  private static List<Mistake> slopes() {
    return List.of(
        bias(
            "alibi-sign",
            "H",
            "\\omega_{ij} + m \\cdot |i - j|",
            "In your scores far keys win: the slope is added.",
            "Far keys lose: subtract slope · distance.",
            definition ->
                hasSlopes(definition)
                    ? Variant.only(withDistance(definition, Distance.POSITIVE))
                    : List.of()),
        bias(
                "alibi-slopes",
                "H",
                "2^{-8 (h + 1) / H}",
                "Your alibi slopes are a single power of two for every number of heads%s.",
                "Use the slopes of Press et al. for the number of heads, or those given.",
                ShapingMistakes::slopes)
            .seenIn("paiml/aprender#2143", "ml-explore/mlx#343"),
        bias(
            "alibi-signed",
            "H",
            "\\omega_{ij} + m \\cdot (j - i)",
            "Your alibi is linear in the key's position%s.",
            "Subtract slope · distance; with a causal mask the weights are the same.",
            definition ->
                hasSlopes(definition)
                    ? List.of(
                        new Variant("slope · (j − i)", withDistance(definition, Distance.SIGNED)),
                        new Variant("slope · j", withDistance(definition, Distance.OF_KEY)))
                    : List.of()));
  }

  private static Mistake bias(
      String code,
      String mechanisms,
      String formula,
      String found,
      String change,
      Function<Definition, List<Variant>> variants) {
    return Mistake.in(
        Group.BIAS,
        code,
        mechanisms,
        formula,
        found,
        change,
        situation ->
            situation.definition().has(Part.BIASES)
                ? variants.apply(situation.definition())
                : List.of());
  }

  private static List<Variant> leftOut(Definition definition) {
    Biases biases = definition.get(Part.BIASES);
    List<Variant> variants = new ArrayList<>();
    variants.add(
        new Variant(biases.terms() > 1 ? "all of them" : "", definition.with(Part.BIASES, null)));
    if (biases.terms() > 1) {
      variants.addAll(
          Variant.of(
              Variant.when(
                  biases.shared() != null,
                  "bias",
                  () -> definition.with(Part.BIASES, biases.withoutShared())),
              Variant.when(
                  biases.own() != null,
                  "headBias",
                  () -> definition.with(Part.BIASES, biases.withoutOwn())),
              Variant.when(
                  biases.slopes() != null,
                  "alibi",
                  () -> definition.with(Part.BIASES, biases.withSlopes(null)))));
    }
    return variants;
  }

  private static boolean hasMatrix(Definition definition) {
    Biases biases = definition.get(Part.BIASES);
    return biases.shared() != null || biases.own() != null;
  }

  private static boolean hasSlopes(Definition definition) {
    return definition.get(Part.BIASES).slopes() != null;
  }

  private static Definition withDistance(Definition definition, Distance distance) {
    return definition.with(Part.BIASES, definition.get(Part.BIASES).withDistance(distance));
  }

  private static List<Variant> slopes(Definition definition) {
    if (!hasSlopes(definition)) {
      return List.of();
    }
    return List.of(
        new Variant("2^(−8(h+1)/heads)", withSlopes(definition, 1)),
        new Variant("2^(−8h/heads)", withSlopes(definition, 0)));
  }

  private static Definition withSlopes(Definition definition, int first) {
    int heads = definition.get(Part.HEADS);
    double[] slopes =
        IntStream.range(0, heads)
            .mapToDouble(h -> Math.pow(2, -8.0 * (h + first) / heads))
            .toArray();
    return definition.with(Part.BIASES, definition.get(Part.BIASES).withSlopes(slopes));
  }
}
