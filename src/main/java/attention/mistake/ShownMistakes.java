package attention.mistake;

import attention.definition.Affine;
import attention.definition.Arithmetic;
import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.View;
import attention.mistake.Mistake.Group;
import attention.mistake.Mistake.Kind;
import attention.trace.Mechanism;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Mistakes in how right numbers are shown. */
final class ShownMistakes {

  private ShownMistakes() {}

  static List<Mistake> first() {
    return Stream.of(axes(), rows(), forms()).flatMap(List::stream).toList();
  }

  private static List<Mistake> axes() {
    return List.of(
        shown(
            "transposed",
            "SDHAMEW",
            "x_{ji}",
            "Your numbers are ours with rows and columns exchanged.",
            "Rows are queries, columns are keys: transpose what you post.",
            ShownMistakes::transposed),
        shown(
                "heads-not-first",
                "H",
                "q \\times H \\times \\dots",
                "Your numbers have the queries in front of the heads.",
                "Put the heads first.",
                situation -> ofHeads(situation, HeadsInsideView::new))
            .of(Kind.LAST));
  }

  private static List<Mistake> rows() {
    return List.of(
        shown(
                "heads-averaged",
                "H",
                "\\frac{1}{H} \\sum_h x^{(h)}_{ij}",
                "Your numbers are means over the heads.",
                "Ask for each head (torch.nn.MultiheadAttention averages by default:"
                    + " average_attn_weights=False).",
                situation -> ofHeads(situation, AveragedView::new))
            .of(Kind.LAST),
        shown(
            "heads-in-another-order",
            "H",
            "x^{(\\pi(h))}_{ij}",
            "Your heads are ours in another order%s.",
            "Keep the heads in the order of the columns.",
            ShownMistakes::reordered),
        shown(
            "rows-of-other-queries",
            "SDHAM",
            "i = 0, \\dots, q - 1",
            "Your rows are those of all queries.",
            "Post the rows that queryIndices names, in that order.",
            ShownMistakes::everyQuery));
  }

  private static List<Mistake> forms() {
    return List.of(
        shown(
                "heads-side-by-side",
                "H",
                "q \\times H d\\ \\text{for}\\ H \\times q \\times d",
                "Your heads are side by side where ours have an axis, or the reverse%s.",
                "Post query and context by head, keys and values side by side; contexts side by"
                    + " side are the stage concatenated.",
                OtherForms::beside)
            .of(Kind.LAST),
        shown(
                "scale-in-query",
                "DH",
                "s q",
                "Your queries are ours times the scale, and your scores are scaled.",
                "The weights are the same: post the queries before they are scaled, and the scores"
                    + " as scaledScores.",
                OtherForms::scaledQuery)
            .of(Kind.LAST));
  }

  static List<Mistake> last() {
    return List.of(
        shown(
                "another-stage",
                "SDHAME",
                "\\text{another stage}",
                "Your numbers are those of another stage%s.",
                "Rename them, or apply the step between.",
                OtherForms::anotherStage)
            .of(Kind.LAST));
  }

  private static Mistake shown(
      String code,
      String mechanisms,
      String formula,
      String found,
      String change,
      Mistake.Variants variants) {
    return Mistake.in(Group.SHOWN, code, mechanisms, formula, found, change, variants)
        .of(Kind.ALONE);
  }

  private static List<Variant> transposed(Situation situation) {
    int[] selected = situation.definition().get(Part.SELECTED);
    return ways(
        situation,
        view -> new TransposedView(view, null),
        view -> new TransposedView(view, selected));
  }

  private static List<Variant> ofHeads(Situation situation, UnaryOperator<View> shown) {
    return situation.definition().get(Part.HEADS) > 1 ? ways(situation, shown, shown) : List.of();
  }

  /**
   * The rows that are answered shown otherwise, or all rows shown so before some are picked.
   *
   * @param picked all rows shown so, of which only those that are picked are asked for
   */
  private static List<Variant> ways(
      Situation situation, UnaryOperator<View> shown, UnaryOperator<View> picked) {
    Definition definition = situation.definition();
    List<Variant> ways = new ArrayList<>();
    ways.add(new Variant("", definition, shown));
    int[] selected = definition.get(Part.SELECTED);
    int[] every = everyQuery(situation.queries());
    boolean ofHeads = definition.get(Part.MECHANISM) == Mechanism.MULTI_HEAD;
    if (!Arrays.equals(every, selected)) {
      ways.add(
          new Variant(
              "",
              definition.with(Part.SELECTED, every),
              view -> new PickedView(picked.apply(view), selected, ofHeads)));
    }
    return ways;
  }

  private static int[] everyQuery(int queries) {
    return IntStream.range(0, queries).toArray();
  }

  private static List<Variant> reordered(Situation situation) {
    Definition definition = situation.definition();
    int heads = definition.get(Part.HEADS);
    View right = new WholeView(situation.right());
    for (Given given : situation.given()) {
      int[] order = HeadOrder.of(given, right, heads);
      if (order != null) {
        Affine output = definition.find(Part.OUTPUT_MAP);
        Arithmetic arithmetic = definition.get(Part.ARITHMETIC);
        String which = "yours are " + Arrays.toString(order);
        return List.of(
            new Variant(
                which, definition, view -> new ReorderedView(right, order, output, arithmetic)));
      }
    }
    return List.of();
  }

  private static List<Variant> everyQuery(Situation situation) {
    int[] every = everyQuery(situation.queries());
    return Variant.onlyIf(
        !Arrays.equals(every, situation.definition().get(Part.SELECTED)),
        () -> situation.definition().with(Part.SELECTED, every));
  }
}
