package attention.mechanism;

import attention.matrix.Matrix;
import java.util.Arrays;

/**
 * The values that are ±∞ or NaN in some column. A sum of products with such a value is one of these
 * too, and only the signs of the weights say which: so a key takes a few operations on bits, one
 * for each column.
 *
 * @param values n × d_v
 * @param outside which of its rows have any
 */
record Infinities(Matrix<?> values, Outside outside) {

  /** There is a row of bits for each of these: the columns that are so. */
  private static final double[] TERMS = {
    Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
  };

  private static final int KINDS = TERMS.length;

  /**
   * Adds α_ij v_j for the values v_j of which an element is infinite or NaN, in these elements.
   *
   * @param weights b × n
   * @param context b × d_v, added to
   */
  void addTo(Matrix<?> context, Matrix<?> weights, AllowedKeys allowed) {
    if (outside.isEmpty()) {
      return;
    }
    long[][] found = found(weights, allowed);
    double[] sums = new double[context.columns()];
    for (int row = 0; row < found.length; row++) {
      context.get(row, sums);
      for (int column = 0; column < sums.length; column++) {
        sums[column] += sum(found[row], column);
      }
      context.set(row, sums);
    }
  }

  /** What the terms of each row are, column by column. */
  private long[][] found(Matrix<?> weights, AllowedKeys allowed) {
    int words = Math.ceilDiv(values.columns(), Long.SIZE);
    long[][] found = new long[weights.rows()][KINDS * words];
    double[] value = new double[values.columns()];
    long[] bits = new long[KINDS * words];
    for (int key = 0; key < values.rows(); key++) {
      if (outside.has(key)) {
        values.get(key, value);
        note(value, bits);
        for (int row = 0; row < found.length; row++) {
          if (allowed.of(row)[key]) {
            add(weights.at(row, key), bits, found[row]);
          }
        }
      }
    }
    return found;
  }

  private static void note(double[] value, long[] bits) {
    int words = bits.length / KINDS;
    Arrays.fill(bits, 0);
    for (int column = 0; column < value.length; column++) {
      double element = value[column];
      if (!Double.isFinite(element)) {
        int kind = Double.isNaN(element) ? 2 : element > 0 ? 0 : 1;
        bits[kind * words + column / Long.SIZE] |= 1L << column;
      }
    }
  }

  /** Adds the terms of a weight and a value; 0 · ∞ is NaN. */
  private static void add(double weight, long[] bits, long[] found) {
    int words = bits.length / KINDS;
    for (int word = 0; word < words; word++) {
      long positive = bits[word];
      long negative = bits[words + word];
      found[word] |= weight > 0 ? positive : weight < 0 ? negative : 0;
      found[words + word] |= weight > 0 ? negative : weight < 0 ? positive : 0;
      found[2 * words + word] |=
          bits[2 * words + word] | (weight > 0 || weight < 0 ? 0 : positive | negative);
    }
  }

  /** The sum of the terms in a column that are infinite or NaN; 0 if there are none. */
  private static double sum(long[] found, int column) {
    int words = found.length / KINDS;
    double sum = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      boolean has = (found[kind * words + column / Long.SIZE] >>> column & 1) != 0;
      sum += has ? TERMS[kind] : 0;
    }
    return sum;
  }
}
