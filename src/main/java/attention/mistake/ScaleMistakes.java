package attention.mistake;

import attention.definition.Affine;
import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.Scale;
import attention.definition.Step;
import attention.mistake.Mistake.Group;
import attention.trace.Mechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes in the scale of the scores. */
final class ScaleMistakes {

  private ScaleMistakes() {}

  static List<Mistake> all() {
    return Stream.of(factors(), widths(), others()).flatMap(List::stream).toList();
  }

  private static List<Mistake> factors() {
    return List.of(
        scale(
                "scale-left-out",
                "\\omega_{ij}",
                "Your scores are not scaled.",
                "Multiply the scores by the scale.",
                scale -> new Scale.Fixed(1))
            .seenIn("flexflow/flexflow-train#467"),
        scale(
                "scale-inverted",
                "\\omega_{ij} / s",
                "Your scores are divided by the scale.",
                "Multiply by 1/√d, not by √d.",
                scale -> new Scale.Power(scale, -1))
            .seenIn("esceptico/perceiver-io#9"));
  }

  private static List<Mistake> widths() {
    return List.of(
        Mistake.in(
                Group.SCALE,
                "scaled-by-width",
                "DH",
                "\\omega_{ij} / d",
                "Your scores are divided by the width of a query.",
                "Divide by the square root of d.",
                situation ->
                    Variant.onlyIf(
                        isDefault(situation.definition()),
                        () -> with(situation.definition(), new Scale.ByWidth(-1))))
            .seenIn("delzac/cntkx#10"),
        Mistake.in(
                Group.SCALE,
                "scaled-by-model-width",
                "DH",
                "\\omega_{ij} / \\sqrt{w}",
                "Your scores are divided by the square root of another width%s.",
                "Divide by the square root of a head's width.",
                ScaleMistakes::byModelWidth)
            .seenIn(
                "lucidrains/vit-pytorch#65",
                "chelsea0x3b/dfdx#171",
                "karpathy/ng-video-lecture#6"));
  }

  private static List<Mistake> others() {
    return List.of(
        scale(
            "scaled-twice",
            "\\omega_{ij} s^2",
            "Your scores are scaled twice.",
            "Scale once.",
            scale -> new Scale.Power(scale, 2)),
        Mistake.in(
                Group.SCALE,
                "default-scale-used",
                "SDHM",
                "\\omega_{ij} / \\sqrt{d_k}",
                "Your scores are divided by the square root of a key's width, which this request"
                    + " does not ask for.",
                "Leave the scale out, or use the one that the request gives.",
                ScaleMistakes::defaultUsed)
            .seenIn("ggml-org/llama.cpp#8197"),
        scale(
            "scaled-after-softmax",
            "s \\cdot \\alpha_{ij}",
            "Your weights are multiplied by the scale.",
            "Scale the scores before the softmax, not the weights.",
            Scale.Late::new));
  }

  private static Mistake scale(
      String code, String formula, String found, String change, UnaryOperator<Scale> mistaken) {
    return Mistake.in(
        Group.SCALE,
        code,
        "DHSAME",
        formula,
        found,
        change,
        situation -> {
          Scale scale = situation.definition().find(Part.SCALE);
          return scale == null
              ? List.of()
              : Variant.only(with(situation.definition(), mistaken.apply(scale)));
        });
  }

  /** The definition with a scale, where it has none too. */
  static Definition with(Definition definition, Scale scale) {
    List<Step> steps = definition.get(Part.STEPS);
    Definition scaled = definition.with(Part.SCALE, scale);
    if (steps.contains(Step.SCALE)) {
      return scaled;
    }
    List<Step> more = new ArrayList<>(steps);
    more.addFirst(Step.SCALE);
    return scaled.with(Part.STEPS, List.copyOf(more));
  }

  private static boolean isDefault(Definition definition) {
    return definition.find(Part.SCALE) instanceof Scale.ByWidth;
  }

  private static List<Variant> byModelWidth(Situation situation) {
    Definition definition = situation.definition();
    int width = definition.queryWidth();
    int input = definition.get(Part.QUERIES)[0].length;
    int all = width * definition.get(Part.HEADS);
    boolean applies = isDefault(definition);
    return Variant.of(
        Variant.when(
            applies && input != width, "of the input", () -> with(definition, root(input))),
        Variant.when(
            applies && all != width && all != input,
            "of all heads",
            () -> with(definition, root(all))));
  }

  private static Scale root(int width) {
    return new Scale.Fixed(1 / Math.sqrt(width));
  }

  private static List<Variant> defaultUsed(Situation situation) {
    Definition definition = situation.definition();
    Affine map = definition.find(Part.KEY_MAP);
    int all = map == null ? definition.get(Part.KEYS)[0].length : map.out();
    int width = all / definition.get(Part.KEY_VALUE_HEADS);
    return Variant.onlyIf(
        !isDefault(definition) && definition.get(Part.MECHANISM) != Mechanism.WEIGHTS_ONLY,
        () -> with(definition, root(width)));
  }
}
