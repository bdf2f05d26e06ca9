package attention.mistake;

import attention.definition.CellSpec;
import attention.definition.Definition;
import attention.definition.Part;
import java.util.List;
import java.util.function.UnaryOperator;

/** The recurrent cells of a definition. */
final class Cells {

  private Cells() {}

  /** The definition with each of its cells replaced. */
  static Definition each(Definition definition, UnaryOperator<CellSpec> replacement) {
    Definition mistaken = definition;
    for (Part<CellSpec> part : List.of(Part.FORWARD, Part.BACKWARD, Part.DECODER)) {
      CellSpec cell = definition.find(part);
      if (cell != null) {
        mistaken = mistaken.with(part, replacement.apply(cell));
      }
    }
    return mistaken;
  }

  /** One way, where a mistake changes any cell. */
  static List<Variant> changed(Definition right, String which, Definition mistaken) {
    return right.replaced(mistaken) == 0 ? List.of() : List.of(new Variant(which, mistaken));
  }
}
