package attention.mistake;

import attention.definition.Definition;
import attention.definition.Normalizer;
import attention.definition.Part;
import attention.definition.RowNormalizers;
import attention.definition.Rows;
import attention.mistake.Mistake.Group;
import attention.stage.Normalization;
import java.util.List;
import java.util.stream.Stream;

/** Mistakes in how scores become weights, and in how weights and values become contexts. */
final class NormalizationMistakes {

  static final String NORMALIZING = "SDHAMEW";

  private NormalizationMistakes() {}

  static List<Mistake> all() {
    return Stream.of(
            normalizations(),
            positiveParts(),
            softmaxes(),
            denominators(),
            exponentials(),
            repeated())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mistake> normalizations() {
    return List.of(
        instead(
            "sum-instead",
            "\\frac{\\omega_{ij}}{\\sum_k \\omega_{ik}}",
            "Your weights are the scores divided by their sum.",
            "Use the normalization asked, or ask for sum.",
            Normalization.SUM),
        instead(
            "softmax-instead",
            "\\sigma(\\omega_i)_j",
            "Your weights are the softmax of the scores.",
            "Use the normalization asked, or ask for softmax.",
            Normalization.SOFTMAX),
        instead(
            "sparsemax-instead",
            "\\max(0, \\omega_{ij} - \\tau_i)",
            "Your weights are the sparsemax of the scores.",
            "Use the normalization asked, or ask for sparsemax.",
            Normalization.SPARSEMAX),
        instead(
            "entmax-instead",
            "\\max(0, \\omega_{ij} / 2 - \\tau_i)^2",
            "Your weights are the 1.5-entmax of the scores.",
            "Use the normalization asked, or ask for entmax-1.5.",
            Normalization.ENTMAX_15));
  }

  private static List<Mistake> positiveParts() {
    return List.of(
        Mistake.in(
            Group.NORMALIZATION,
            "relu-instead",
            NORMALIZING,
            "\\frac{\\max(0, \\omega_{ij})}{\\sum_k \\max(0, \\omega_{ik})}",
            "Your weights are the positive parts of the scores%s.",
            "Use the normalization asked.",
            situation ->
                List.of(
                    way(situation, "divided by their sum", MistakenNormalizers.RELU),
                    way(situation, "divided by n", MistakenNormalizers.RELU_OVER_KEYS))));
  }

  private static List<Mistake> softmaxes() {
    return List.of(
        Mistake.in(
            Group.NORMALIZATION,
            "log-softmax",
            NORMALIZING,
            "\\ln \\alpha_{ij}",
            "Your weights are logarithms of the weights.",
            "Use softmax, not log-softmax.",
            situation -> Variant.only(logarithms(situation.definition()))),
        replaced(
                "softmax-left-out",
                NORMALIZING,
                "\\omega_{ij}",
                "Your weights are the scores themselves.",
                "Apply the softmax.",
                MistakenNormalizers.SCORES)
            .seenIn("flexflow/flexflow-train#467"));
  }

  private static List<Mistake> denominators() {
    return List.of(
        Mistake.in(
            Group.NORMALIZATION,
            "exponentials-not-normalized",
            NORMALIZING,
            "\\exp \\omega_{ij}",
            "Your weights are exponentials that are not divided by their sum%s.",
            "Divide by the row's sum.",
            situation ->
                List.of(
                    way(situation, "exp(s)", MistakenNormalizers.EXPONENTIALS),
                    way(situation, "exp(s − max)", MistakenNormalizers.SHIFTED_EXPONENTIALS))),
        Mistake.in(
            Group.NORMALIZATION,
            "softmax-off-by-one",
            NORMALIZING,
            "\\frac{\\exp \\omega_{ij}}{1 + \\sum_k \\exp \\omega_{ik}}",
            "Your weights have 1 more in the denominator.",
            "Divide by Σ exp alone, or ask for it with \"sink\": 0.",
            situation ->
                situation.definition().has(Part.SINKS)
                    ? List.of()
                    : List.of(way(situation, "", MistakenNormalizers.OFF_BY_ONE))));
  }

  private static List<Mistake> exponentials() {
    return List.of(
        replaced(
            "base-2-exponential",
            NORMALIZING,
            "\\frac{2^{\\omega_{ij}}}{\\sum_k 2^{\\omega_{ik}}}",
            "Your weights are powers of 2, not of e.",
            "Multiply the scores by log₂ e first.",
            MistakenNormalizers.BASE_2),
        Mistake.in(
                Group.NORMALIZATION,
                "softmax-overflow",
                "SDHW",
                "\\frac{\\infty}{\\infty}",
                "Your exponentials leave the range of the dtype.",
                "Subtract the row's maximum first.",
                situation ->
                    List.of(
                        overflowing(situation, MistakenNormalizers.OVERFLOWING),
                        overflowing(
                            situation, MistakenNormalizers.of(Normalization.NAIVE_SOFTMAX))))
            .seenIn("prescient-design/e3tools#3"));
  }

  private static List<Mistake> repeated() {
    return List.of(
        Mistake.in(
            Group.NORMALIZATION,
            "softmax-twice",
            NORMALIZING,
            "\\sigma(\\alpha_i)_j",
            "Your weights are the softmax of the weights, masked keys included.",
            "Apply the softmax once.",
            situation -> twice(situation.definition())));
  }

  static Mistake replaced(
      String code,
      String mechanisms,
      String formula,
      String found,
      String change,
      Normalizer normalizer) {
    return Mistake.in(
        Group.NORMALIZATION,
        code,
        mechanisms,
        formula,
        found,
        change,
        situation ->
            Variant.onlyIf(
                situation.definition().has(Part.SCORE),
                () -> situation.definition().with(Part.NORMALIZER, normalizer)));
  }

  private static Mistake instead(
      String code, String formula, String found, String change, Normalization other) {
    Normalizer normalizer = MistakenNormalizers.of(other);
    return Mistake.in(
        Group.NORMALIZATION,
        code,
        NORMALIZING,
        formula,
        found,
        change,
        situation -> {
          Normalization asked = situation.definition().get(Part.NORMALIZATION);
          boolean same =
              asked == other
                  || (asked == Normalization.NAIVE_SOFTMAX && other == Normalization.SOFTMAX);
          return Variant.onlyIf(
              !same, () -> situation.definition().with(Part.NORMALIZER, normalizer));
        });
  }

  private static Variant way(Situation situation, String which, Normalizer normalizer) {
    return new Variant(which, situation.definition().with(Part.NORMALIZER, normalizer));
  }

  /** Where a softmax is asked, the same numbers result unless an exponential overflows. */
  private static Variant overflowing(Situation situation, Normalizer softmax) {
    Normalization asked = situation.definition().get(Part.NORMALIZATION);
    boolean isSoftmax = asked == Normalization.SOFTMAX || asked == Normalization.NAIVE_SOFTMAX;
    return way(
        situation,
        "",
        isSoftmax ? softmax : new Overflowing(softmax, MistakenNormalizers.of(asked)));
  }

  /** The second softmax knows of no mask: what has the weight 0 is a score of 0. */
  private static List<Variant> twice(Definition definition) {
    Normalizer asked = definition.get(Part.NORMALIZER);
    Normalizer twice =
        (scores, head, query) ->
            RowNormalizers.softmax(
                asked.weigh(scores, head, query), Double.NEGATIVE_INFINITY, scores.arithmetic());
    return Variant.onlyIf(
        definition.has(Part.SCORE), () -> definition.with(Part.NORMALIZER, twice));
  }

  private static Definition logarithms(Definition definition) {
    Normalizer asked = definition.get(Part.NORMALIZER);
    if (definition.get(Part.NORMALIZATION) == Normalization.SOFTMAX) {
      return definition.with(Part.NORMALIZER, MistakenNormalizers.LOG_SOFTMAX);
    }
    return definition.with(
        Part.NORMALIZER,
        (scores, head, query) -> Rows.map(asked.weigh(scores, head, query), Math::log));
  }
}
