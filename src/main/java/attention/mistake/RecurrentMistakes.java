package attention.mistake;

import attention.definition.Backwards;
import attention.definition.Beginning;
import attention.definition.CellSpec;
import attention.definition.Combining;
import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.QueryOrder;
import attention.mistake.Mistake.Group;
import attention.recurrent.CellType;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes in an encoder, in a decoder, and in the order of their steps. */
final class RecurrentMistakes {

  private RecurrentMistakes() {}

  static List<Mistake> all() {
    return Stream.of(queries(), states(), grus(), lstms(), vectors())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mistake> queries() {
    return List.of(
        one(
                "attends-with-current-state",
                "s_t = \\text{cell}([y_t ; c_{t-1}]),\\ c_t\\ \\text{by}\\ s_t",
                "Your decoder moves first and attends with its new state.",
                "Attend with s_{t−1}, or ask for \"query\": \"current\".",
                definition ->
                    definition.has(Part.SCORE)
                        && definition.get(Part.QUERY_ORDER) == QueryOrder.PREVIOUS,
                definition ->
                    definition.with(Part.QUERY_ORDER, QueryOrder.CURRENT_WITH_CONTEXT_BEFORE))
            .seenIn("r9y9/tacotron_pytorch#10"),
        one(
                "attends-with-previous-state",
                "c_t\\ \\text{by}\\ s_{t-1}",
                "Your decoder attends with the state before the step.",
                "Attend with s_t, or ask for \"query\": \"previous\".",
                definition ->
                    definition.has(Part.SCORE)
                        && definition.get(Part.QUERY_ORDER) == QueryOrder.CURRENT,
                definition ->
                    definition.with(Part.QUERY_ORDER, QueryOrder.PREVIOUS_WITHOUT_CONTEXT))
            .seenIn("gabrielloye/Attention_Seq2seq-Translation#3"));
  }

  private static List<Mistake> states() {
    return List.of(
        recurrent(
                "backward-not-reversed",
                "[\\overrightarrow{h}_j ; \\overleftarrow{h}_{n-1-j}]",
                "The states of your backward cell are not beside their inputs%s.",
                "Run the cell backward and turn its result round.",
                RecurrentMistakes::notReversed)
            .seenIn("keras-team/keras#1431", "stanfordmlgroup/nlc#8"),
        one(
            "decoder-starts-from-zeros",
            "s_{-1} = 0",
            "Your decoder starts from zeros.",
            "Start from the encoder's last state, or from the one that the request gives.",
            definition -> true,
            definition ->
                definition.with(Part.BEGINNING, definition.get(Part.BEGINNING).fromZeros())));
  }

  private static List<Variant> notReversed(Definition definition) {
    if (!definition.has(Part.BACKWARD)) {
      return List.of();
    }
    return Stream.concat(
            notReversed(definition, "in the order of computing", Backwards.AS_COMPUTED),
            notReversed(definition, "computed from the front", Backwards.FROM_THE_FRONT))
        .toList();
  }

  /** A bridge may take the first of these states as well. */
  private static Stream<Variant> notReversed(Definition right, String which, Backwards order) {
    Definition mistaken = right.with(Part.BACKWARDS, order);
    Beginning beginning = right.get(Part.BEGINNING);
    Variant variant = new Variant(which, mistaken);
    return beginning.takesBackward()
        ? Stream.of(
            variant,
            new Variant(
                which + ", for the bridge too",
                mistaken.with(Part.BEGINNING, beginning.fromBesideFirst())))
        : Stream.of(variant);
  }

  private static List<Mistake> grus() {
    return List.of(
        cells(
                "gru-gates-swapped",
                "z, r, n\\ \\text{for}\\ r, z, n",
                "In your GRU reset and update gate are exchanged (Keras, ONNX).",
                "Order the columns reset, update, new.",
                CellType.GRU,
                cell -> cell.withGates(1, 0, 2))
            .seenIn("keras-team/keras#8720"),
        cells(
                "gru-reset-before",
                "n = \\tanh(x W + b + (r \\circ h) U + c)",
                "Your GRU applies the reset gate to the state, before U.",
                "Multiply by r after U: r ∘ (h·U + c).",
                CellType.GRU,
                CellSpec::withResetBefore)
            .seenIn("tracel-ai/burn#2704", "onnx/onnx-tensorflow#227"),
        cells(
            "gru-update-inverted",
            "z \\circ n + (1 - z) \\circ h",
            "The update gate of your GRU keeps what is new.",
            "z keeps the old state: (1 − z) ∘ n + z ∘ h.",
            CellType.GRU,
            CellSpec::withUpdateInverted));
  }

  private static List<Mistake> lstms() {
    return List.of(
        recurrent(
            "lstm-gates-in-another-order",
            "i, f, g, o\\ \\text{in another order}",
            "Your LSTM reads its gates in another order%s.",
            "Order the columns input, forget, cell, output.",
            RecurrentMistakes::gateOrders));
  }

  private static List<Mistake> vectors() {
    return List.of(
        one(
                "attentional-tanh-left-out",
                "[c_t ; s_t] W + b",
                "Your attentional vector lacks the tanh.",
                "Apply tanh.",
                definition -> definition.has(Part.COMBINING),
                definition -> combining(definition, it -> new Combining(it.map(), false, false)))
            .seenIn("tensorflow/nmt#257"),
        one(
            "combine-order-swapped",
            "\\tanh([s_t ; c_t] W + b)",
            "In your attentional vector the state stands before the context.",
            "The context stands first: [c ; s].",
            definition -> definition.has(Part.COMBINING),
            definition -> combining(definition, it -> new Combining(it.map(), true, true))),
        one(
                "input-feeding-left-out",
                "[y_t ; 0]",
                "Your decoder is fed zeros in place of the attentional vector.",
                "Feed the attentional vector of the step before.",
                definition -> definition.is(Part.INPUT_FEEDING),
                definition -> definition.with(Part.INPUT_FEEDING, false))
            .seenIn("mkolod/mxnet_seq2seq#4"));
  }

  private static Definition combining(Definition definition, UnaryOperator<Combining> other) {
    return definition.with(Part.COMBINING, other.apply(definition.get(Part.COMBINING)));
  }

  private static Mistake recurrent(
      String code,
      String formula,
      String found,
      String change,
      Function<Definition, List<Variant>> variants) {
    return Mistake.in(
        Group.RECURRENT,
        code,
        "E",
        formula,
        found,
        change,
        situation -> variants.apply(situation.definition()));
  }

  private static Mistake one(
      String code,
      String formula,
      String found,
      String change,
      Predicate<Definition> applies,
      UnaryOperator<Definition> mistaken) {
    return recurrent(
        code,
        formula,
        found,
        change,
        definition -> Variant.onlyIf(applies.test(definition), () -> mistaken.apply(definition)));
  }

  private static Mistake cells(
      String code,
      String formula,
      String found,
      String change,
      CellType type,
      UnaryOperator<CellSpec> other) {
    return recurrent(
        code, formula, found, change, definition -> ofCells(definition, "", type, other));
  }

  private static List<Variant> ofCells(
      Definition definition, String which, CellType type, UnaryOperator<CellSpec> other) {
    return Weights.changed(
        definition,
        which,
        Weights.eachCell(definition, cell -> cell.type() == type ? other.apply(cell) : cell));
  }

  private static List<Variant> gateOrders(Definition definition) {
    return GateOrders.others().stream()
        .flatMap(other ->
            ofCells(
                    definition,
                    other.words(),
                    CellType.LSTM,
                    cell -> cell.withGates(other.places()))
                .stream()
                .map(variant -> other.usual() ? variant : variant.late()))
        .toList();
  }
}
