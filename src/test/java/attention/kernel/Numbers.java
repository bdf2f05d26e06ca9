package attention.kernel;

import attention.matrix.Dtype;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeded random numbers of a dtype. */
record Numbers(Dtype dtype, RandomGenerator random) {

  static Numbers of(Dtype dtype, long seed) {
    return new Numbers(dtype, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
  }

  /** A row of numbers of both signs, whose magnitudes differ by up to a million. */
  double[] row(int length) {
    double[] row = new double[length];
    Arrays.setAll(
        row, i -> dtype.round(Math.scalb(random.nextDouble(-1, 1), random.nextInt(-10, 10))));
    return row;
  }

  double[][] matrix(int rows, int columns) {
    double[][] matrix = new double[rows][];
    Arrays.setAll(matrix, i -> row(columns));
    return matrix;
  }

  /** Whole numbers from −9 to 9: their products and sums need no rounding. */
  double[][] integers(int rows, int columns) {
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      Arrays.setAll(row, i -> random.nextInt(-9, 10));
    }
    return matrix;
  }

  /** A row of multiples of 1/64 between two whole numbers: their differences need no rounding. */
  double[] dyadic(int length, int least, int most) {
    double[] row = new double[length];
    Arrays.setAll(row, i -> random.nextInt(64 * least, 64 * most + 1) / 64.0);
    return row;
  }
}
