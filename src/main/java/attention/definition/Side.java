package attention.definition;

import attention.trace.Member;
import org.jspecify.annotations.Nullable;

/**
 * Queries or keys on their way to the score function: projected, cut into heads, normalized and
 * rotated. Rows have the heads side by side.
 */
final class Side {

  private final Definition definition;
  private final Arithmetic arithmetic;
  private final boolean ofQueries;
  private final double[][] inputs;
  private final @Nullable Affine map;
  private final int heads;
  private int kept = -1;
  private double[] keptRow = {};

  Side(Definition definition, boolean ofQueries) {
    this.definition = definition;
    this.arithmetic = definition.get(Part.ARITHMETIC);
    this.ofQueries = ofQueries;
    this.inputs = definition.get(ofQueries ? Part.QUERIES : Part.KEYS);
    this.map = definition.find(ofQueries ? Part.QUERY_MAP : Part.KEY_MAP);
    this.heads = definition.get(ofQueries ? Part.HEADS : Part.KEY_VALUE_HEADS);
  }

  int count() {
    return inputs.length;
  }

  /** The width of all heads together. */
  int width() {
    return map == null ? inputs[0].length : map.out();
  }

  int heads() {
    return heads;
  }

  /** As it was projected, the last one from memory. */
  double[] projected(int row) {
    if (kept != row) {
      keptRow = map == null ? inputs[row] : map.of(inputs[row], arithmetic);
      kept = row;
    }
    return keptRow;
  }

  /** Cut into heads. */
  double[] cut(int row) {
    return cut(definition.get(Part.CUT), this::projected, row, count(), width(), heads);
  }

  /** A matrix, row by row. */
  interface Matrix {
    double[] row(int row);
  }

  static double[] cut(Columns columns, Matrix projected, int row, int rows, int width, int heads) {
    if (columns == Columns.BLOCKS) {
      return projected.row(row);
    }
    double[] cut = new double[width];
    int d = width / heads;
    for (int head = 0; head < heads; head++) {
      for (int c = 0; c < d; c++) {
        int flat = head * rows * d + row * d + c;
        cut[head * d + c] =
            columns == Columns.VIEW
                ? projected.row(flat / width)[flat % width]
                : projected.row(row)[c * heads + head];
      }
    }
    return cut;
  }

  /** The row at a stage. */
  double[] at(Member stage, int row) {
    double[] vector = cut(row);
    boolean normLast = definition.is(Part.NORM_LAST);
    if (isNormalized(stage) && !normLast) {
      vector = normalized(vector);
    }
    if (isRotated(stage)) {
      vector = rotated(vector, row);
    }
    return isNormalized(stage) && normLast ? normalized(vector) : vector;
  }

  /** The row that scores are computed from. */
  double[] prepared(int row) {
    double[] vector = cut(row);
    if (definition.is(Part.NORM_LAST)) {
      return normalized(rotated(vector, row));
    }
    return rotated(normalized(vector), row);
  }

  private boolean isNormalized(Member stage) {
    return switch (stage) {
      case NORMALIZED_QUERY, NORMALIZED_KEYS -> true;
      case ROTATED_QUERY, ROTATED_KEYS -> !definition.is(Part.NORM_LAST);
      default -> false;
    };
  }

  private boolean isRotated(Member stage) {
    return switch (stage) {
      case ROTATED_QUERY, ROTATED_KEYS -> true;
      case NORMALIZED_QUERY, NORMALIZED_KEYS -> definition.is(Part.NORM_LAST);
      default -> false;
    };
  }

  private double[] normalized(double[] vector) {
    Norm norm = definition.find(Part.NORM);
    return norm == null
        ? vector
        : arithmetic.round(norm.of(vector, heads, ofQueries ? norm.queries() : norm.keys()));
  }

  private double[] rotated(double[] vector, int row) {
    Rotary rotary = definition.find(Part.ROTARY);
    if (rotary == null) {
      return vector;
    }
    double position = ofQueries ? rotary.queryPosition(row) : rotary.keyPosition(row);
    return arithmetic.round(rotary.of(vector, heads, position, arithmetic));
  }
}
