package attention.stage;

import attention.matrix.Matrix;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A row of scores on its way to weights of which most are exactly 0: a threshold τ is subtracted,
 * and only what stays above 0 counts. It is computed in {@code double} whatever the dtype, from z,
 * the scores less their maximum: neither their size nor their distance from 0 matters, and only the
 * scores less than 1 below the maximum can count at all.
 *
 * <p>Error of a weight: at most 2⁻⁵⁰, and ε/2 of it where it is rounded to the dtype.
 */
final class SparseRow {

  /** z, n numbers up to 0; −∞ for a masked key. */
  private final double[] shifted;

  /** Those above −1, in ascending order; the last one is 0. */
  private final double[] candidates;

  /** The numbers of a row of n, those that are sorted, and copies of them while they are. */
  static long bytes(int n) {
    return 6L * Double.BYTES * n;
  }

  private SparseRow(double[] shifted) {
    this.shifted = shifted;
    this.candidates = Arrays.stream(shifted).filter(z -> z > -1).sorted().toArray();
  }

  /**
   * The row of z_j = factor · (ω_j − max).
   *
   * @param scores b × n, each −∞ or finite
   * @param max the largest score of the row, finite
   */
  static SparseRow of(Matrix<?> scores, int row, double max, double factor) {
    double[] shifted = new double[scores.columns()];
    scores.get(row, shifted);
    Arrays.setAll(shifted, j -> factor * (shifted[j] - max));
    return new SparseRow(shifted);
  }

  /**
   * The threshold of sparsemax: Σ_j max(0, z_j − τ) = 1 (Martins and Astudillo 2016,
   * arXiv:1602.02068, algorithm 1).
   */
  double sparsemaxThreshold() {
    CompensatedSum sum = new CompensatedSum();
    int count = 0;
    while (count < candidates.length && 1 + count * largest(count) > sum.value()) {
      sum.add(largest(count));
      count++;
    }
    sum.add(-1);
    return sum.value() / count;
  }

  /**
   * The threshold of entmax with α = 1.5: Σ_j max(0, z_j − τ)² = 1 (Peters, Niculae and Martins
   * 2019, arXiv:1905.05702, algorithm 2). Mean and squared distances from it are carried along from
   * score to score (Welford 1962, Technometrics 4), which cancels nothing; a step of Newton's
   * method takes away what rounding left.
   */
  double entmaxThreshold() {
    double mean = 0;
    double squares = 0;
    int count = 0;
    while (count < candidates.length && squares + count * square(mean - largest(count)) < 1) {
      double distance = mean - largest(count);
      squares += square(distance) * count / (count + 1);
      count++;
      mean -= distance / count;
    }
    double threshold = mean - Math.sqrt((1 - squares) / count);
    CompensatedSum excess = new CompensatedSum();
    CompensatedSum slope = new CompensatedSum();
    excess.add(-1);
    for (int i = 0; i < count; i++) {
      excess.add(square(largest(i) - threshold));
      slope.add(2 * (largest(i) - threshold));
    }
    return threshold + excess.value() / slope.value();
  }

  private double largest(int i) {
    return candidates[candidates.length - 1 - i];
  }

  private static double square(double x) {
    return x * x;
  }

  /**
   * Writes the weights.
   *
   * @param power applied to what is above the threshold
   * @param weights b × n, its row {@code row} written
   */
  void write(double threshold, DoubleUnaryOperator power, Matrix<?> weights, int row) {
    double[] numbers = new double[shifted.length];
    Arrays.setAll(numbers, j -> power.applyAsDouble(Math.max(0, shifted[j] - threshold)));
    weights.set(row, numbers);
  }
}
