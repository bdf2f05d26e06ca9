package attention.mistake;

import attention.definition.Affine;
import attention.definition.Definition;
import attention.definition.Part;
import java.util.ArrayList;
import java.util.List;

/** Queries, keys or values that are projected by the matrix and the bias of another one. */
final class OtherProjection {

  private static final List<String> NAMES = List.of("query", "key", "value");

  private OtherProjection() {}

  static List<Variant> of(Situation situation) {
    Definition definition = situation.definition();
    List<Variant> variants = new ArrayList<>();
    for (String to : NAMES) {
      for (String from : NAMES) {
        if (!to.equals(from) && fits(definition, to, from) && !areKeys(definition, to, from)) {
          variants.add(
              new Variant(
                      to + " by that of " + from,
                      definition.with(
                          Weights.projection(to), definition.get(Weights.projection(from))))
                  .alone());
        }
      }
    }
    return variants;
  }

  private static boolean fits(Definition definition, String to, String from) {
    Affine own = definition.find(Weights.projection(to));
    Affine other = definition.find(Weights.projection(from));
    return own != null && other != null && own.in() == other.in() && own.out() == other.out();
  }

  /** Whether values would be keys, which is a mistake of its own. */
  private static boolean areKeys(Definition definition, String to, String from) {
    return to.equals("value")
        && from.equals("key")
        && definition.get(Part.VALUES) == definition.get(Part.KEYS);
  }
}
