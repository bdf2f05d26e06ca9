package attention.trace;

import attention.matrix.Matrix;
import java.util.Map;

/**
 * Numbers that stand above the rows of an answer, in the form in which a request would take them.
 */
public sealed interface Parameters {

  /** A matrix, row by row. */
  record Table(Matrix<?> matrix) implements Parameters {}

  /**
   * A vector.
   *
   * @param row 1 × n
   */
  record Vector(Matrix<?> row) implements Parameters {}

  /** A word, such as the type of a cell. */
  record Word(String text) implements Parameters {}

  /** Parameters by name, in order. */
  record Group(Map<String, Parameters> members) implements Parameters {}
}
