package attention.definition;

import attention.definition.ScoreFunction.Dot;
import attention.definition.ScoreFunction.General;
import attention.definition.ScoreFunction.Layered;
import org.jspecify.annotations.Nullable;

/** Whether a mistaken definition can be computed with the shapes that it has. */
public final class Computable {

  private Computable() {}

  public static boolean is(Definition definition) {
    if (definition.has(Part.DECODER)) {
      return true;
    }
    int heads = definition.get(Part.HEADS);
    int keyValueHeads = definition.get(Part.KEY_VALUE_HEADS);
    int query = width(definition, Part.QUERIES, Part.QUERY_MAP);
    int key = width(definition, Part.KEYS, Part.KEY_MAP);
    int value = width(definition, Part.VALUES, Part.VALUE_MAP);
    if (Math.min(query, Math.min(key, value)) < 0
        || query % heads != 0
        || key % keyValueHeads != 0
        || value % keyValueHeads != 0) {
      return false;
    }
    Affine output = definition.find(Part.OUTPUT_MAP);
    boolean merges = output == null || output.in() == value / keyValueHeads * heads;
    return merges
        && scores(definition.get(Part.SCORE), query / heads, key / keyValueHeads)
        && definition.get(Part.VALUES).length == definition.get(Part.KEYS).length
        && rotates(definition.find(Part.ROTARY), query / heads);
  }

  private static int width(Definition definition, Part<double[][]> input, Part<Affine> map) {
    int in = definition.get(input)[0].length;
    Affine affine = definition.find(map);
    if (affine == null) {
      return in;
    }
    return affine.in() == in ? affine.out() : -1;
  }

  private static boolean scores(ScoreFunction score, int query, int key) {
    return switch (score) {
      case Dot dot -> query == key;
      case General(double[][] weights) -> fits(weights, query, key);
      case Layered layered -> layered.query().length == query && layered.key().length == key;
      case ScoreFunction.Given given -> true;
    };
  }

  private static boolean fits(double @Nullable [][] weights, int query, int key) {
    return weights == null ? query == key : weights.length == query && weights[0].length == key;
  }

  private static boolean rotates(@Nullable Rotary rotary, int width) {
    return rotary == null || 2 * rotary.frequencies().length <= width;
  }
}
