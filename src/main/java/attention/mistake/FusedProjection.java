package attention.mistake;

import attention.definition.Affine;
import attention.definition.Definition;
import attention.definition.Part;
import java.util.List;

/** One projection of embeddings to queries, keys and values side by side: [Q|K|V]. */
final class FusedProjection {

  private static final List<Part<Affine>> MAPS =
      List.of(Part.QUERY_MAP, Part.KEY_MAP, Part.VALUE_MAP);

  private FusedProjection() {}

  /** Read as n × heads × 3 × d, not as n × 3 × heads × d. */
  static List<Variant> byHead(Definition definition) {
    boolean fits =
        definition.is(Part.EMBEDDED)
            && MAPS.stream().allMatch(definition::has)
            && definition.get(Part.HEADS).equals(definition.get(Part.KEY_VALUE_HEADS))
            && MAPS.stream().map(map -> definition.get(map).out()).distinct().count() == 1;
    return Variant.onlyIf(fits, () -> read(definition));
  }

  private static Definition read(Definition definition) {
    int heads = definition.get(Part.HEADS);
    Definition mistaken = definition;
    for (int which = 0; which < MAPS.size(); which++) {
      mistaken = mistaken.with(MAPS.get(which), map(definition, which, heads));
    }
    return mistaken;
  }

  private static Affine map(Definition definition, int which, int heads) {
    int width = definition.get(Part.QUERY_MAP).out();
    int in = definition.get(Part.QUERY_MAP).in();
    double[][] weights = new double[in][width];
    double[] bias = new double[width];
    for (int column = 0; column < width; column++) {
      int d = width / heads;
      int fused = (column / d * MAPS.size() + which) * d + column % d;
      Affine source = definition.get(MAPS.get(fused / width));
      for (int row = 0; row < in; row++) {
        weights[row][column] = source.weights()[row][fused % width];
      }
      double[] from = source.bias();
      bias[column] = from == null ? 0 : from[fused % width];
    }
    return new Affine(weights, bias);
  }
}
