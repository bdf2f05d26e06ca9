package attention.mistake;

import attention.definition.Part;
import attention.mistake.Mistake.Group;
import java.util.List;

/** Mistakes in the sink of a softmax. */
final class SinkMistakes {

  private SinkMistakes() {}

  static List<Mistake> all() {
    return List.of(
        Mistake.in(
                Group.NORMALIZATION,
                "sink-left-out",
                NormalizationMistakes.NORMALIZING,
                "\\sigma(\\omega_i)_j",
                "Your weights do not count the sink.",
                "Count the sink in the denominator.",
                situation -> Variant.without(situation.definition(), Part.SINKS))
            .seenIn("huggingface/transformers#41083"),
        Mistake.in(
            Group.NORMALIZATION,
            "sink-as-key",
            "SDHAMW",
            "q \\times (n + 1)",
            "Your weights have a column for the sink%s.",
            "Leave the sink's column out of the weights.",
            situation ->
                situation.definition().has(Part.SINKS)
                    ? List.of(
                        new Variant(
                            "the first", situation.definition(), view -> new SinkView(view, true)),
                        new Variant(
                            "the last", situation.definition(), view -> new SinkView(view, false)))
                    : List.of()));
  }
}
