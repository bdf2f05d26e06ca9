package attention.mistake;

import attention.definition.Affine;
import attention.definition.CellSpec;
import attention.definition.Definition;
import attention.definition.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The trained matrices of a definition: its projections by name, and its recurrent cells. */
final class Weights {

  private static final Map<String, Part<Affine>> PROJECTIONS = new LinkedHashMap<>();

  static {
    PROJECTIONS.put("query", Part.QUERY_MAP);
    PROJECTIONS.put("key", Part.KEY_MAP);
    PROJECTIONS.put("value", Part.VALUE_MAP);
    PROJECTIONS.put("output", Part.OUTPUT_MAP);
  }

  /** The names of all projections. */
  static final List<String> NAMES = List.copyOf(PROJECTIONS.keySet());

  private Weights() {}

  static Part<Affine> projection(String name) {
    return Objects.requireNonNull(PROJECTIONS.get(name));
  }

  static String words(List<String> names) {
    return String.join(", ", names);
  }

  /** The definition with each of its cells replaced. */
  static Definition eachCell(Definition definition, UnaryOperator<CellSpec> replacement) {
    Definition mistaken = definition;
    for (Part<CellSpec> part : List.of(Part.FORWARD, Part.BACKWARD, Part.DECODER)) {
      CellSpec cell = definition.find(part);
      if (cell != null) {
        mistaken = mistaken.with(part, replacement.apply(cell));
      }
    }
    return mistaken;
  }

  /** One way, where a mistake changes anything. */
  static List<Variant> changed(Definition right, String which, Definition mistaken) {
    return right.replaced(mistaken) == 0 ? List.of() : List.of(new Variant(which, mistaken));
  }
}
