package attention.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import attention.kernel.Kernels;
import attention.matrix.DoubleMatrix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums with infinite values are those of plain arithmetic, over the keys that are allowed. */
class InfinitiesTests {

  private static final double[] VALUES = {
    Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 1, -2, 0
  };
  private static final double[] WEIGHTS = {0.5, 0.25, -1, 0, Double.NaN, 2};

  private static final int KEYS = 3;

  /** More columns than a long has bits. */
  private static final int COLUMNS = 70;

  private final Random random = new Random(7);

  private DoubleMatrix drawn(int rows, int columns, double[] from) {
    double[] numbers =
        random.ints((long) rows * columns, 0, from.length).mapToDouble(i -> from[i]).toArray();
    return DoubleMatrix.of(rows, columns, numbers);
  }

  @Test
  void everySumIsThatOfItsTerms() {
    for (int round = 0; round < 300; round++) {
      DoubleMatrix values = drawn(KEYS, COLUMNS, VALUES);
      DoubleMatrix weights = drawn(2, KEYS, WEIGHTS);
      DoubleMatrix context = DoubleMatrix.of(2, COLUMNS, new double[2 * COLUMNS]);
      new Infinities(values, Outside.of(Kernels.scalar().float64(), values))
          .addTo(context, weights, new AllowedKeys(List.of(), new int[] {0, 1}, KEYS));
      for (int row = 0; row < 2; row++) {
        for (int column = 0; column < COLUMNS; column++) {
          assertThat((Object) context.at(row, column))
              .isEqualTo(expected(weights, values, row, column));
        }
      }
    }
  }

  private static double expected(DoubleMatrix weights, DoubleMatrix values, int row, int column) {
    double sum = 0;
    for (int key = 0; key < KEYS; key++) {
      double value = values.at(key, column);
      sum += Double.isFinite(value) ? 0 : weights.at(row, key) * value;
    }
    return sum;
  }
}
