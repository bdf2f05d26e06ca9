package attention.mistake;

import attention.definition.Definition;
import attention.definition.MaskRule;
import attention.definition.Mixing;
import attention.definition.Normalizer;
import attention.definition.Part;
import attention.definition.Rows;
import attention.definition.Shaped;
import attention.mistake.Mistake.Group;
import attention.mistake.Mistake.Kind;
import attention.mistake.WideNormalizers.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Mistakes in which weights add up to 1, and in which of them a context is mixed by. */
final class AxisMistakes {

  private AxisMistakes() {}

  static List<Mistake> all() {
    return Stream.of(axes(), extents()).flatMap(List::stream).toList();
  }

  private static List<Mistake> axes() {
    return List.of(
        Mistake.in(
                Group.NORMALIZATION,
                "softmax-over-queries",
                "SDHAMW",
                "\\frac{\\exp \\omega_{ij}}{\\sum_k \\exp \\omega_{kj}}",
                "Your weights are the softmax over each column: each key's weights add up to 1.",
                "Normalize each row, the last axis.",
                situation -> over(situation, WideNormalizers.OVER_QUERIES, false))
            .of(Kind.WIDE)
            .seenIn(
                "labmlai/annotated_deep_learning_paper_implementations#146",
                "FudanNLP/fastNLP#254",
                "nerminnuraydogan/vision-transformer#1"),
        Mistake.in(
            Group.NORMALIZATION,
            "softmax-over-heads",
            "H",
            "\\frac{\\exp \\omega^{(h)}_{ij}}{\\sum_g \\exp \\omega^{(g)}_{ij}}",
            "Your weights are the softmax over the heads.",
            "Normalize each head by itself.",
            situation -> over(situation, WideNormalizers.OVER_HEADS, true)));
  }

  /** Where a whole column or all heads may be masked, also with a finite number in place of −∞. */
  private static List<Variant> over(Situation situation, Normalizer softmax, boolean overHeads) {
    Definition definition = situation.definition();
    boolean masked =
        definition.find(Part.MASK) instanceof MaskRule rule
            && (overHeads || masksColumn(situation, rule));
    return Variant.of(
        new Variant("", definition.with(Part.NORMALIZER, softmax)),
        Variant.when(
            masked,
            "",
            () ->
                definition.with(Part.NORMALIZER, new WideNormalizers.Finite(softmax, overHeads))));
  }

  private static boolean masksColumn(Situation situation, MaskRule rule) {
    situation.right().computation().spend((long) situation.queries() * situation.keys());
    return IntStream.range(0, situation.keys())
        .anyMatch(key ->
            IntStream.range(0, situation.queries()).noneMatch(query -> rule.allows(query, key)));
  }

  private static List<Mistake> extents() {
    return List.of(
        Mistake.in(
                Group.NORMALIZATION,
                "softmax-over-all",
                "SDHAMW",
                "\\frac{\\exp \\omega_{ij}}{\\sum_{kl} \\exp \\omega_{kl}}",
                "Your weights are the softmax over more than a row%s.",
                "Normalize each row by itself.",
                AxisMistakes::overAll)
            .of(Kind.WIDE)
            .seenIn("facebookresearch/detr#247"),
        NormalizationMistakes.replaced(
                "softmax-over-one",
                NormalizationMistakes.NORMALIZING,
                "1",
                "Your weights are all 1: the softmax over an axis of length 1.",
                "Take the softmax over the keys.",
                (scores, head, query) -> Rows.filled(scores.keyCount(), 1))
            .seenIn("PetrochukM/PyTorch-NLP#2", "phanideepgampa/stacked-capsule-networks#5"));
  }

  static List<Mistake> mixing() {
    return List.of(
        Mistake.in(
                Group.CONTEXT,
                "weights-transposed-in-context",
                "SDHAM",
                "\\sum_j \\alpha_{ji} v_j",
                "Your contexts are αᵀ·V.",
                "Multiply α by V as it is.",
                situation ->
                    Variant.onlyIf(
                        situation.isSquare(),
                        () -> situation.definition().with(Part.MIXING, Mixing.TRANSPOSED)))
            .of(Kind.WIDE),
        Mistake.in(
            Group.CONTEXT,
            "diagonal-only",
            "SDHAM",
            "\\alpha_{ij} = 1\\ \\text{if}\\ i = j",
            "Your weights are 1 on the diagonal and 0 elsewhere.",
            "Let a query attend to other keys; where tokens stand on the batch axis, say"
                + " batch_first=True.",
            AxisMistakes::diagonals));
  }

  /** Also as a batch of sequences of one token, of which the softmax is 1. */
  private static List<Variant> diagonals(Situation situation) {
    if (!situation.isSquare() || !situation.asksEveryQuery()) {
      return Variant.onlyIf(situation.isSquare(), () -> diagonal(situation.definition()));
    }
    Definition diagonal = diagonal(situation.definition());
    return List.of(
        new Variant("", diagonal),
        new Variant("", diagonal, view -> new BatchOfOneView(view, true)).alone(),
        new Variant("", diagonal, view -> new BatchOfOneView(view, false)).alone());
  }

  private static Definition diagonal(Definition definition) {
    return definition.with(Part.NORMALIZER, AxisMistakes::diagonal);
  }

  private static double[] diagonal(Shaped scores, int head, int query) {
    double[] weights = new double[scores.keyCount()];
    weights[query] = 1;
    return weights;
  }

  private static List<Variant> overAll(Situation situation) {
    boolean heads = situation.definition().get(Part.HEADS) > 1;
    boolean queries = situation.queries() > 1;
    List<Variant> variants = new ArrayList<>();
    if (queries) {
      variants.add(over(situation, heads ? "all cells of a head" : "all cells", Extent.HEAD));
    }
    if (heads) {
      variants.add(over(situation, "a row of all heads", Extent.ROW_OF_ALL_HEADS));
    }
    if (heads && queries) {
      variants.add(over(situation, "all cells of all heads", Extent.ALL_HEADS));
    }
    return variants;
  }

  private static Variant over(Situation situation, String which, Extent extent) {
    return new Variant(
        which, situation.definition().with(Part.NORMALIZER, new WideNormalizers.Over(extent)));
  }
}
