package attention.kernel;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A·B and A·Bᵀ against sums of exact products. */
@ParameterizedClass
@MethodSource("attention.kernel.Bench#apart")
class ProductTests {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final Bench<?> bench;
  private final Numbers numbers;

  ProductTests(Bench<?> bench) {
    this.bench = bench;
    this.numbers = Numbers.of(bench.dtype(), 1);
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void productsKeepTheirErrorBoundInEveryShape(int size) {
    for (int[] shape : new int[][] {{3, size, 5}, {9, 3, size}, {size, 2, 3}}) {
      double[][] a = numbers.matrix(shape[0], shape[1]);
      double[][] b = numbers.matrix(shape[1], shape[2]);
      assertProduct(a, b, bench.product(a, b));
      assertProduct(a, b, bench.productTransposed(a, transposed(b)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {127, 128, 129, 257, 600})
  void longSumsKeepTheirErrorBound(int terms) {
    double[][] a = numbers.matrix(9, terms);
    double[][] b = numbers.matrix(terms, 67);
    assertProduct(a, b, bench.product(a, b));
    assertProduct(a, b, bench.productTransposed(a, transposed(b)));
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void productsOfWholeNumbersAreExact(int size) {
    double[][] a = numbers.integers(7, size);
    double[][] b = numbers.integers(size, 13);
    double[][] expected = new double[7][13];
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 13; j++) {
        expected[i][j] = exact(a[i], column(b, j)).doubleValue();
      }
    }
    Exact.assertEqual(bench.product(a, b), expected);
    Exact.assertEqual(bench.productTransposed(a, transposed(b)), expected);
  }

  @Test
  void whatTheResultHeldBeforeDoesNotCount() {
    double[][] zeros = new double[2][3];
    Exact.assertEqual(bench.product(zeros, new double[3][4]), new double[2][4]);
    Exact.assertEqual(bench.productTransposed(zeros, new double[4][3]), new double[2][4]);
  }

  @Test
  void whatIsNotFiniteSpoilsItsOwnRowOnly() {
    double[][] a = {{1, 1}, {INFINITY, 1}, {Double.NaN, 1}, {INFINITY, -INFINITY}};
    double[][] b = {{1, 0}, {1, 1}};
    double[][] expected = {
      {2, 1}, {INFINITY, Double.NaN}, {Double.NaN, Double.NaN}, {Double.NaN, Double.NaN}
    };
    Exact.assertEqual(bench.product(a, b), expected);
    Exact.assertEqual(bench.productTransposed(a, transposed(b)), expected);
  }

  @Test
  void whatLeavesTheRangeBecomesInfinite() {
    double[][] a = {{bench.dtype().largest(), 1}, {-bench.dtype().largest(), 1}};
    double[][] b = {{2}, {1}};
    Exact.assertEqual(bench.product(a, b), new double[][] {{INFINITY}, {-INFINITY}});
    Exact.assertEqual(
        bench.productTransposed(a, transposed(b)), new double[][] {{INFINITY}, {-INFINITY}});
  }

  private void assertProduct(double[][] a, double[][] b, double[][] actual) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        double[] column = column(b, j);
        double magnitude = 0;
        for (int k = 0; k < column.length; k++) {
          magnitude += Math.abs(a[i][k] * column[k]);
        }
        Exact.assertClose(
            actual[i][j], exact(a[i], column), column.length * bench.epsilon() * magnitude);
      }
    }
  }

  private static BigDecimal exact(double[] x, double[] y) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < x.length; k++) {
      sum = sum.add(Exact.product(x[k], y[k]));
    }
    return sum;
  }

  private static double[] column(double[][] matrix, int j) {
    return transposed(matrix)[j];
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
