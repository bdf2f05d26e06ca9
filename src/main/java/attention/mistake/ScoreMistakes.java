package attention.mistake;

import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.ScoreFunction.Dot;
import attention.definition.ScoreFunction.Layered;
import attention.mistake.Mistake.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes in the score function. */
final class ScoreMistakes {

  private ScoreMistakes() {}

  static List<Mistake> all() {
    return Stream.of(cosines(), layers()).flatMap(List::stream).toList();
  }

  private static List<Mistake> cosines() {
    return List.of(
        Mistake.in(
            Group.SCORE,
            "cosine-similarity",
            "SDHME",
            "\\frac{q_i \\cdot k_j}{\\lVert q_i \\rVert \\lVert k_j \\rVert}",
            "Your scores are cosines: divided by the lengths of query and key.",
            "Do not divide by the lengths.",
            situation ->
                Variant.onlyIf(
                    situation.definition().find(Part.SCORE) instanceof Dot(boolean cosine)
                        && !cosine,
                    () -> situation.definition().with(Part.SCORE, new Dot(true)))));
  }

  private static List<Mistake> layers() {
    return List.of(
        layered(
                "tanh-left-out",
                "AME",
                "(q_i W_q + k_j W_k + b) \\cdot v",
                "Your scores lack the tanh.",
                "Apply tanh before the energy.",
                score -> true,
                Layered::withoutTanh)
            .seenIn("AuCson/PyTorch-Batch-Attention-Seq2seq#3"),
        layered(
                "energy-left-out",
                "AME",
                "\\sum \\tanh(q_i W_q + k_j W_k + b)",
                "Your scores are the sum of the hidden layer, as if every energy were 1 (Keras).",
                "Multiply by the energy.",
                score -> true,
                Layered::withoutEnergy)
            .seenIn("tensorflow/tensorflow#39332"),
        layered(
            "concat-order-swapped",
            "ME",
            "\\tanh([k_j ; q_i] W) \\cdot v",
            "In your scores the key stands before the query.",
            "The query stands first: [q ; k].",
            Layered::joined,
            ScoreMistakes::keyFirst));
  }

  private static Mistake layered(
      String code,
      String mechanisms,
      String formula,
      String found,
      String change,
      Predicate<Layered> applies,
      UnaryOperator<Layered> mistaken) {
    return Mistake.in(
        Group.SCORE,
        code,
        mechanisms,
        formula,
        found,
        change,
        situation -> {
          Definition definition = situation.definition();
          return definition.find(Part.SCORE) instanceof Layered score && applies.test(score)
              ? Variant.only(definition.with(Part.SCORE, mistaken.apply(score)))
              : List.of();
        });
  }

  private static Layered keyFirst(Layered score) {
    List<double[]> rows = new ArrayList<>(Arrays.asList(score.query()));
    rows.addAll(Arrays.asList(score.key()));
    int keys = score.key().length;
    return new Layered(
        rows.subList(keys, rows.size()).toArray(double[][]::new),
        rows.subList(0, keys).toArray(double[][]::new),
        score.bias(),
        score.energy(),
        score.tanh(),
        true);
  }
}
