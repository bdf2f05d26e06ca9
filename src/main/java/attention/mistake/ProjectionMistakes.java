package attention.mistake;

import attention.definition.Affine;
import attention.definition.Definition;
import attention.definition.Norm;
import attention.definition.Part;
import attention.definition.Rows;
import attention.definition.ScoreFunction;
import attention.definition.ScoreFunction.General;
import attention.definition.ScoreFunction.Layered;
import attention.mistake.Mistake.Group;
import attention.trace.Mechanism;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mistakes in what queries, keys and values are made of. */
final class ProjectionMistakes {

  private ProjectionMistakes() {}

  static List<Mistake> all() {
    return Stream.of(weights(), biases(), roles(), inputs()).flatMap(List::stream).toList();
  }

  private static List<Mistake> weights() {
    return List.of(
        Mistake.in(
                Group.PROJECTION,
                "projection-transposed",
                "DHAME",
                "x W^\\top",
                "Your numbers are those of a transposed weight matrix%s.",
                "Multiply by W as it is, or say \"layout\": \"out-in\" if it is stored as"
                    + " torch.nn.Linear does.",
                Transpositions::of)
            .seenIn("rasbt/LLMs-from-scratch#857", "skyzh/tiny-llm#60"),
        Mistake.in(
            Group.PROJECTION,
            "projection-left-out",
            "DHM",
            "q = x,\\ k = x",
            "Your queries and keys are the inputs as given, not projected.",
            "Project queries and keys: multiply by W.",
            ProjectionMistakes::leftOut),
        Mistake.in(
            Group.PROJECTION,
            "values-not-projected",
            "DH",
            "v = x",
            "Your values are the inputs as given, not projected.",
            "Project the values too, not only queries and keys.",
            situation -> Variant.only(valuesAsGiven(situation.definition()))));
  }

  private static List<Mistake> biases() {
    return List.of(
        Mistake.in(
                Group.PROJECTION,
                "projection-bias-left-out",
                "DHAE",
                "x W",
                "Your numbers lack the bias of a projection%s.",
                "Add the bias after the product.",
                BiasesLeftOut::of)
            .seenIn("OpenNMT/OpenNMT-py#110"));
  }

  private static List<Mistake> roles() {
    return List.of(
        Mistake.in(
            Group.PROJECTION,
            "query-key-swapped",
            "DHAME",
            "k_i \\cdot q_j",
            "In your numbers the keys take the place of the queries, and the queries that of the"
                + " keys.",
            "Exchange the two: scores are Q·Kᵀ.",
            ProjectionMistakes::swapped),
        Mistake.in(
                Group.PROJECTION,
                "key-value-swapped",
                "DH",
                "q_i \\cdot v_j,\\ \\sum_j \\alpha_{ij} k_j",
                "In your numbers keys and values are exchanged.",
                "The second input is the key, the third the value.",
                situation -> keyValueSwapped(situation.definition()))
            .seenIn("tenstorrent/tt-mlir#8958"),
        Mistake.in(
                Group.PROJECTION,
                "values-are-keys",
                "DHAM",
                "\\sum_j \\alpha_{ij} k_j",
                "Your contexts are sums of the keys.",
                "Weight the values, not the keys.",
                situation -> valuesAreKeys(situation.definition()))
            .seenIn("fchollet/deep-learning-with-python-notebooks#261"));
  }

  private static List<Mistake> inputs() {
    return List.of(
        Mistake.in(
                Group.PROJECTION,
                "fused-projection-by-head",
                "H",
                "[Q|K|V]\\ \\text{viewed as}\\ n \\times \\text{heads} \\times 3 \\times d",
                "Your fused projection [Q|K|V] is cut into heads before it is cut into Q, K and V.",
                "Cut Q, K and V first (n × 3 × heads × d), then the heads.",
                situation -> FusedProjection.byHead(situation.definition()))
            .seenIn("awslabs/slapo#46", "vllm-project/vllm#42803"),
        Mistake.in(
            Group.PROJECTION,
            "embeddings-normalized",
            "SDH",
            "x / \\lVert x \\rVert",
            "Your embeddings were divided by their lengths first.",
            "Use the embeddings as they are.",
            situation -> normalized(situation.definition())),
        Mistake.in(
            Group.PROJECTION,
            "projection-of-another",
            "DH",
            "x W_K\\ \\text{for}\\ x W_Q",
            "In your numbers one projection takes the place of another%s.",
            "Each of queries, keys and values has a matrix of its own.",
            OtherProjection::of));
  }

  private static List<Variant> leftOut(Situation situation) {
    Definition definition = situation.definition();
    if (definition.find(Part.SCORE) instanceof General(double[][] weights)) {
      return Variant.onlyIf(
          weights != null && weights.length == weights[0].length,
          () -> definition.with(Part.SCORE, new General(null)));
    }
    Affine query = definition.find(Part.QUERY_MAP);
    Affine key = definition.find(Part.KEY_MAP);
    boolean fits = (query == null || query.isSquare()) && (key == null || key.isSquare());
    return Variant.onlyIf(
        fits && (query != null || key != null),
        () -> definition.with(Part.QUERY_MAP, null).with(Part.KEY_MAP, null));
  }

  private static @Nullable Definition valuesAsGiven(Definition definition) {
    Affine map = definition.find(Part.VALUE_MAP);
    int heads = definition.get(Part.KEY_VALUE_HEADS);
    if (map == null
        || map.in() % heads != 0
        || (!map.isSquare() && definition.has(Part.OUTPUT_MAP))) {
      return null;
    }
    return definition.with(Part.VALUE_MAP, null);
  }

  private static List<Variant> swapped(Situation situation) {
    Definition definition = situation.definition();
    if (definition.find(Part.SCORE) instanceof Layered layered) {
      return Variant.onlyIf(
          !layered.joined() && layered.query().length == layered.key().length,
          () -> definition.with(Part.SCORE, layered.exchanged()));
    }
    boolean dot = definition.find(Part.SCORE) instanceof ScoreFunction.Dot;
    if (!dot || definition.has(Part.DECODER) || !situation.isSquare()) {
      return List.of();
    }
    boolean heads = definition.get(Part.HEADS).equals(definition.get(Part.KEY_VALUE_HEADS));
    if (!heads || definition.get(Part.MECHANISM) == Mechanism.SELF) {
      return List.of();
    }
    Definition swapped =
        definition
            .with(Part.QUERIES, definition.get(Part.KEYS))
            .with(Part.KEYS, definition.get(Part.QUERIES))
            .with(Part.QUERY_MAP, definition.find(Part.KEY_MAP))
            .with(Part.KEY_MAP, definition.find(Part.QUERY_MAP));
    Norm norm = definition.find(Part.NORM);
    Variant transposed =
        norm != null && norm.hasGains()
            ? new Variant("", swapped.with(Part.NORM, norm.exchanged()))
            : null;
    return Variant.of(new Variant("", swapped), transposed);
  }

  private static int width(Definition definition, Part<double[][]> input, Part<Affine> map) {
    Affine affine = definition.find(map);
    return affine == null ? definition.get(input)[0].length : affine.out();
  }

  private static List<Variant> keyValueSwapped(Definition definition) {
    boolean fits =
        width(definition, Part.KEYS, Part.KEY_MAP)
            == width(definition, Part.VALUES, Part.VALUE_MAP);
    return Variant.onlyIf(
        fits,
        () ->
            definition
                .with(Part.KEYS, definition.get(Part.VALUES))
                .with(Part.VALUES, definition.get(Part.KEYS))
                .with(Part.KEY_MAP, definition.find(Part.VALUE_MAP))
                .with(Part.VALUE_MAP, definition.find(Part.KEY_MAP)));
  }

  private static List<Variant> valuesAreKeys(Definition definition) {
    Affine output = definition.find(Part.OUTPUT_MAP);
    int groups = definition.get(Part.HEADS) / definition.get(Part.KEY_VALUE_HEADS);
    int width = width(definition, Part.KEYS, Part.KEY_MAP);
    return Variant.onlyIf(
        output == null || output.in() == width * groups,
        () ->
            definition
                .with(Part.VALUES, definition.get(Part.KEYS))
                .with(Part.VALUE_MAP, definition.find(Part.KEY_MAP)));
  }

  private static List<Variant> normalized(Definition definition) {
    return Variant.onlyIf(
        definition.is(Part.EMBEDDED),
        () -> {
          double[][] x = definition.get(Part.QUERIES);
          double[][] unit = new double[x.length][];
          for (int i = 0; i < x.length; i++) {
            double length = Math.sqrt(Rows.dot(x[i], x[i]));
            unit[i] = Rows.map(x[i], number -> number / length);
          }
          return definition.with(Part.QUERIES, unit).with(Part.KEYS, unit).with(Part.VALUES, unit);
        });
  }
}
