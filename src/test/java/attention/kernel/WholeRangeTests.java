package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import java.math.BigDecimal;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * exp, tanh and sigmoid within one unit in the last place, over bit patterns from the whole range
 * of a dtype: the smallest subnormal numbers, the largest ones, and results that are subnormal.
 */
@ParameterizedClass
@MethodSource("attention.kernel.Bench#apart")
class WholeRangeTests {

  /** A prime: the lowest bits of the patterns take every value. */
  private static final int STEP = 4099;

  private static final int DOUBLES = 3000;
  private static final BigDecimal LARGEST = Exact.of(Double.MAX_VALUE);

  private final Bench<?> bench;

  WholeRangeTests(Bench<?> bench) {
    this.bench = bench;
  }

  @ParameterizedTest
  @ValueSource(doubles = {745, 90, 1e308})
  void expIsWithinOneUlp(double largest) {
    double[] x = patterns().filter(value -> Math.abs(value) <= largest).toArray();
    assertWithinOneUlp(x, bench.exp(x, 0), StrictMath::exp, Exact::exp);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e308, 20, 1})
  void tanhIsWithinOneUlp(double largest) {
    double[] x = patterns().filter(value -> Math.abs(value) <= largest).toArray();
    assertWithinOneUlp(x, bench.softcap(new double[][] {x}, 1)[0], StrictMath::tanh, Exact::tanh);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e308, 745, 20})
  void sigmoidIsWithinOneUlp(double largest) {
    double[] x = patterns().filter(value -> Math.abs(value) <= largest).toArray();
    assertWithinOneUlp(
        x,
        bench.sigmoid(new double[][] {x})[0],
        value -> 1 / (1 + StrictMath.exp(-value)),
        value -> Exact.sigmoid(value.doubleValue()));
  }

  private DoubleStream patterns() {
    if (bench.dtype() == Dtype.FLOAT32) {
      return LongStream.range(0, (1L << 32) / STEP)
          .mapToDouble(i -> Float.intBitsToFloat((int) (i * STEP)))
          .filter(Double::isFinite);
    }
    // Half of them over all exponents, half where the functions are neither 0 nor 1.
    Random random = new Random(1);
    return DoubleStream.concat(
        random.longs(DOUBLES).mapToDouble(Double::longBitsToDouble).filter(Double::isFinite),
        random.doubles(DOUBLES, -750, 710));
  }

  /** A double tells a float32's error well enough; beside a float64 stands an exact value. */
  private void assertWithinOneUlp(
      double[] x, double[] y, DoubleUnaryOperator inDouble, UnaryOperator<BigDecimal> exactly) {
    boolean single = bench.dtype() == Dtype.FLOAT32;
    for (int i = 0; i < x.length; i++) {
      double near = inDouble.applyAsDouble(x[i]);
      if (single ? Math.abs(near) > Float.MAX_VALUE : Double.isInfinite(near)) {
        assertThat(y[i]).as("at %s", x[i]).isIn(Double.POSITIVE_INFINITY, bench.dtype().largest());
      } else if (single) {
        double error = Math.abs(y[i] - near) / Math.ulp((float) near);
        assertThat(error).as("at %s: %s", x[i], y[i]).isLessThanOrEqualTo(1.0);
      } else if (Math.abs(x[i]) > 1e-20 && Math.abs(x[i]) < 1000) {
        BigDecimal error = Exact.of(y[i]).subtract(exactly.apply(Exact.of(x[i]))).abs();
        assertThat(error.min(LARGEST)).as("at %s", x[i]).isLessThan(Exact.of(Math.ulp(near)));
      } else {
        assertThat(y[i]).as("at %s", x[i]).isEqualTo(near);
      }
    }
  }
}
