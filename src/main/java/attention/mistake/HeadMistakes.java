package attention.mistake;

import attention.definition.Affine;
import attention.definition.Biases;
import attention.definition.Columns;
import attention.definition.Definition;
import attention.definition.Norm;
import attention.definition.Part;
import attention.mistake.Mistake.Group;
import java.util.List;
import java.util.stream.Stream;

/** Mistakes in cutting into heads, in putting heads side by side, and in the output projection. */
final class HeadMistakes {

  private HeadMistakes() {}

  static List<Mistake> all() {
    return Stream.of(cuts(), groups(), merges(), outputs()).flatMap(List::stream).toList();
  }

  private static List<Mistake> cuts() {
    return List.of(
        Mistake.in(
                Group.HEADS,
                "heads-by-view",
                "H",
                "n \\times e\\ \\text{read as}\\ \\text{heads} \\times n \\times d",
                "Your heads are the projected rows read as heads × n × d%s.",
                "View them as n × heads × d, then exchange the first two axes.",
                situation -> cut(situation, Columns.VIEW))
            .seenIn("reczoo/FuxiCTR#30", "hyunwoongko/transformer#15"),
        Mistake.in(
            Group.HEADS,
            "heads-interleaved",
            "H",
            "\\text{head}\\ h:\\ \\text{columns}\\ h, h + H, \\dots",
            "Your head h takes the columns h, h + heads, …%s.",
            "Head h is the columns h·d … (h + 1)·d − 1.",
            situation -> cut(situation, Columns.INTERLEAVED)),
        Mistake.in(
            Group.HEADS,
            "heads-not-split",
            "H",
            "\\text{one head of width}\\ H d",
            "Your numbers are those of one head as wide as all.",
            "Split queries, keys and values into heads.",
            HeadMistakes::notSplit));
  }

  private static List<Mistake> groups() {
    return List.of(
        Mistake.in(
                Group.HEADS,
                "grouped-heads-tiled",
                "H",
                "\\text{key/value head}\\ h \\bmod H_{kv}",
                "Your query head h reads the key/value head h mod keyValueHeads.",
                "Repeat each key/value head (repeat_interleave), do not tile them; ONNX 1.18 to"
                    + " 1.19.0 tiled.",
                situation ->
                    Variant.onlyIf(
                        isGrouped(situation.definition()),
                        () -> situation.definition().with(Part.TILED, true)))
            .seenIn("onnx/onnx#7274", "ekzhang/jax-js#180"));
  }

  private static List<Mistake> merges() {
    return List.of(
        Mistake.in(
                Group.HEADS,
                "heads-merged-by-view",
                "H",
                "\\text{heads} \\times q \\times d_v\\ \\text{read as}\\ q \\times H d_v",
                "Your contexts, heads × q × d_v, are read row by row as q × heads·d_v.",
                "Exchange heads and queries before the view.",
                situation -> merged(situation, Columns.VIEW))
            .seenIn(
                "jsbaan/transformer-from-scratch#6",
                "aladdinpersson/Machine-Learning-Collection#165"),
        Mistake.in(
            Group.HEADS,
            "heads-merged-interleaved",
            "H",
            "\\text{column}\\ c H + h:\\ \\text{column}\\ c\\ \\text{of head}\\ h",
            "In your concatenated contexts the columns of the heads alternate.",
            "Put the heads side by side, each with all its columns.",
            situation -> merged(situation, Columns.INTERLEAVED)));
  }

  private static List<Mistake> outputs() {
    return List.of(
        Mistake.in(
                Group.OUTPUT,
                "output-projection-left-out",
                "H",
                "z_i",
                "Your output is the concatenated contexts, not projected.",
                "Multiply by the output matrix.",
                situation -> Variant.without(situation.definition(), Part.OUTPUT_MAP))
            .seenIn("stevezheng23/sequence_labeling_tf#83"),
        Mistake.in(
            Group.OUTPUT,
            "output-bias-left-out",
            "H",
            "z_i W_o",
            "Your output lacks the bias of the output projection.",
            "Add its bias.",
            situation -> outputBias(situation.definition())));
  }

  private static boolean hasHeads(Situation situation) {
    return situation.definition().get(Part.HEADS) > 1;
  }

  private static boolean isGrouped(Definition definition) {
    return definition.get(Part.KEY_VALUE_HEADS) < definition.get(Part.HEADS)
        && definition.get(Part.KEY_VALUE_HEADS) > 1;
  }

  private static List<Variant> cut(Situation situation, Columns columns) {
    Definition cut = situation.definition().with(Part.CUT, columns);
    return hasHeads(situation)
        ? List.of(
            new Variant("merged the same way", cut.with(Part.MERGE, columns)),
            new Variant("merged rightly", cut))
        : List.of();
  }

  private static List<Variant> notSplit(Situation situation) {
    Definition definition = situation.definition();
    Biases biases = definition.find(Part.BIASES);
    Norm norm = definition.find(Part.NORM);
    boolean perHead =
        (biases != null && (biases.own() != null || biases.slopes() != null))
            || definition.has(Part.SINKS)
            || (norm != null && !norm.all());
    boolean grouped = !definition.get(Part.HEADS).equals(definition.get(Part.KEY_VALUE_HEADS));
    return Variant.onlyIf(
        hasHeads(situation) && !perHead && !grouped && !definition.has(Part.ROTARY),
        () -> definition.with(Part.HEADS, 1).with(Part.KEY_VALUE_HEADS, 1));
  }

  private static List<Variant> merged(Situation situation, Columns columns) {
    return Variant.onlyIf(
        hasHeads(situation), () -> situation.definition().with(Part.MERGE, columns));
  }

  private static List<Variant> outputBias(Definition definition) {
    Affine map = definition.find(Part.OUTPUT_MAP);
    return map == null || map.bias() == null
        ? List.of()
        : Variant.only(definition.with(Part.OUTPUT_MAP, map.withoutBias()));
  }
}
