package attention.mechanism;

import attention.matrix.Matrix;
import java.util.stream.IntStream;

/**
 * Which values are ±∞ or NaN, a bit for each column. A sum of products with such a value is one of
 * these too, and only the signs of the weights say which: so a key takes a few operations on bits.
 */
final class Infinities {

  /** A value has a row of bits for each of these: its columns that are so. */
  private static final double[] TERMS = {
    Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
  };

  private static final int KINDS = TERMS.length;

  private final int[] keys;
  private final int words;
  private final long[] bits;

  private Infinities(int[] keys, int words) {
    this.keys = keys;
    this.words = words;
    this.bits = new long[keys.length * KINDS * words];
  }

  /**
   * Those of a matrix.
   *
   * @param values n × d_v
   * @param outside which of its rows have any
   */
  static Infinities of(Matrix<?> values, Outside outside) {
    int[] keys = IntStream.range(0, values.rows()).filter(outside::has).toArray();
    Infinities infinities = new Infinities(keys, Math.ceilDiv(values.columns(), Long.SIZE));
    double[] value = new double[values.columns()];
    for (int at = 0; at < keys.length; at++) {
      values.get(keys[at], value);
      infinities.note(at, value);
    }
    return infinities;
  }

  private void note(int at, double[] value) {
    for (int column = 0; column < value.length; column++) {
      double element = value[column];
      if (!Double.isFinite(element)) {
        int kind = Double.isNaN(element) ? 2 : element > 0 ? 0 : 1;
        bits[(KINDS * at + kind) * words + column / Long.SIZE] |= 1L << column;
      }
    }
  }

  /**
   * Adds α_ij v_j for the values v_j of which an element is infinite or NaN, in these elements.
   *
   * @param weights b × n
   * @param context b × d_v, added to
   */
  void addTo(Matrix<?> context, Matrix<?> weights, AllowedKeys allowed) {
    if (keys.length == 0) {
      return;
    }
    double[] row = new double[weights.columns()];
    double[] sums = new double[context.columns()];
    long[] found = new long[KINDS * words];
    for (int i = 0; i < weights.rows(); i++) {
      weights.get(i, row);
      find(row, allowed.of(i), found);
      context.get(i, sums);
      for (int column = 0; column < sums.length; column++) {
        sums[column] += sum(found, column);
      }
      context.set(i, sums);
    }
  }

  /** What the terms of a row are, column by column; 0 · ∞ is NaN. */
  private void find(double[] weights, boolean[] allowed, long[] found) {
    for (int word = 0; word < words; word++) {
      long positive = 0;
      long negative = 0;
      long undefined = 0;
      int at = word;
      for (int key : keys) {
        if (allowed[key]) {
          double weight = weights[key];
          long up = bits[at];
          long down = bits[at + words];
          positive |= weight > 0 ? up : weight < 0 ? down : 0;
          negative |= weight > 0 ? down : weight < 0 ? up : 0;
          undefined |= bits[at + 2 * words] | (weight > 0 || weight < 0 ? 0 : up | down);
        }
        at += KINDS * words;
      }
      found[word] = positive;
      found[words + word] = negative;
      found[2 * words + word] = undefined;
    }
  }

  /** The sum of the terms in a column that are infinite or NaN; 0 if there are none. */
  private double sum(long[] found, int column) {
    double sum = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      boolean has = (found[kind * words + column / Long.SIZE] >>> column & 1) != 0;
      sum += has ? TERMS[kind] : 0;
    }
    return sum;
  }
}
