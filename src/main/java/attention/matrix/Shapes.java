package attention.matrix;

/** Checks of shapes, shared by both matrix classes. */
final class Shapes {

  private Shapes() {}

  static int elements(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "A matrix cannot have %d rows and %d columns".formatted(rows, columns));
    }
    long elements = (long) rows * columns;
    if (elements > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d rows of %d columns do not fit into one array".formatted(rows, columns));
    }
    return (int) elements;
  }

  static void requireLength(int length, int rows, int columns) {
    if (length != elements(rows, columns)) {
      throw new IllegalArgumentException(
          "%d rows of %d columns take %d numbers, but %d were given"
              .formatted(rows, columns, rows * columns, length));
    }
  }

  static void requireWhole(int columns, int stride) {
    if (columns != stride) {
      throw new IllegalArgumentException(
          "A view of %d out of %d columns cannot be written as a whole".formatted(columns, stride));
    }
  }

  /** Whether {@code rows} are contiguous and ascending; there must be at least one. */
  static boolean isContiguous(int[] rows) {
    for (int i = 1; i < rows.length; i++) {
      if (rows[i] != rows[0] + i) {
        return false;
      }
    }
    return rows.length > 0;
  }
}
