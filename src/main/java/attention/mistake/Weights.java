package attention.mistake;

import attention.definition.Affine;
import attention.definition.CellSpec;
import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.ScoreFunction.General;
import attention.definition.ScoreFunction.Layered;
import attention.recurrent.CellType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The trained matrices of a definition: its projections by name, and its recurrent cells. */
public final class Weights {

  private static final List<Part<CellSpec>> CELLS =
      List.of(Part.FORWARD, Part.BACKWARD, Part.DECODER);

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
    for (Part<CellSpec> part : CELLS) {
      CellSpec cell = definition.find(part);
      if (cell != null) {
        mistaken = mistaken.with(part, replacement.apply(cell));
      }
    }
    return mistaken;
  }

  /** Whether one of the cells is of a type. */
  static boolean hasCell(Definition definition, CellType type) {
    return CELLS.stream()
        .map(definition::find)
        .anyMatch(cell -> cell != null && cell.type() == type);
  }

  /** One way, where a mistake changes anything. */
  static List<Variant> changed(Definition right, String which, Definition mistaken) {
    return right.replaced(mistaken) == 0 ? List.of() : List.of(new Variant(which, mistaken));
  }

  /** How many numbers they have. */
  public static long numbers(Definition definition) {
    long numbers = 0;
    for (Part<Affine> projection : PROJECTIONS.values()) {
      numbers += definition.numbers(projection);
    }
    for (Part<CellSpec> part : CELLS) {
      CellSpec cell = definition.find(part);
      numbers += cell == null ? 0 : cell.input().numbers() + cell.hidden().numbers();
    }
    return numbers
        + switch (definition.find(Part.SCORE)) {
          case General(double[][] weights) when weights != null -> numbers(weights);
          case Layered layered -> numbers(layered.query()) + numbers(layered.key());
          case null, default -> 0;
        };
  }

  private static long numbers(double[][] matrix) {
    return (long) matrix.length * matrix[0].length;
  }
}
