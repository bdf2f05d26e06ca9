package attention.trace;

import attention.matrix.Matrix;
import java.util.Map;

/**
 * Numbers that stand above the rows of an answer, in the form in which a request would take them.
 */
public sealed interface Parameters {

  /** How many numbers there are. */
  long numbers();

  /** A matrix, row by row. */
  record Table(Matrix<?> matrix) implements Parameters {

    @Override
    public long numbers() {
      return (long) matrix.rows() * matrix.columns();
    }
  }

  /**
   * A vector.
   *
   * @param row 1 × n
   */
  record Vector(Matrix<?> row) implements Parameters {

    @Override
    public long numbers() {
      return row.columns();
    }
  }

  /** A word, such as the type of a cell. */
  record Word(String text) implements Parameters {

    @Override
    public long numbers() {
      return 0;
    }
  }

  /** Parameters by name, in order. */
  record Group(Map<String, Parameters> members) implements Parameters {

    @Override
    public long numbers() {
      return members.values().stream().mapToLong(Parameters::numbers).sum();
    }
  }
}
