package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations on one row, which leave the other rows alone. */
@ParameterizedClass
@MethodSource("attention.kernel.Bench#everywhere")
class RowTests {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final Bench<?> bench;
  private final Numbers numbers;

  RowTests(Bench<?> bench) {
    this.bench = bench;
    this.numbers = Numbers.of(bench.dtype(), 3);
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void theLargestAndTheSmallestAreFoundWhereverTheyStand(int size) {
    double[] x = numbers.row(size);
    for (int place = 0; place < size; place++) {
      double before = x[place];
      x[place] = 1e6;
      assertThat(bench.max(x)).isEqualTo(1e6);
      x[place] = -1e6;
      assertThat(bench.min(x)).isEqualTo(-1e6);
      x[place] = before;
    }
  }

  @Test
  void theLargestAndTheSmallestMayBeInfinite() {
    assertThat(bench.max(-INFINITY, -INFINITY, -INFINITY)).isEqualTo(-INFINITY);
    assertThat(bench.max(-INFINITY, -3, -INFINITY)).isEqualTo(-3);
    assertThat(bench.max(1, INFINITY, -INFINITY)).isEqualTo(INFINITY);
    assertThat(bench.min(INFINITY, INFINITY, INFINITY)).isEqualTo(INFINITY);
    assertThat(bench.min(1, INFINITY, -INFINITY)).isEqualTo(-INFINITY);
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void aSumIsAddedUpInTheDtypeWithinItsErrorBound(int size) {
    double[] x = numbers.row(size);
    double sum = bench.sum(x);
    Exact.assertClose(sum, Exact.sum(x), size * bench.epsilon() * magnitude(x));
    assertThat(sum).isEqualTo(bench.dtype().round(sum));
  }

  @Test
  void aSumLeavesTheRangeWithItsDtype() {
    double largest = bench.dtype().largest();
    assertThat(bench.sum(largest, largest)).isEqualTo(INFINITY);
    assertThat(bench.sum(-largest, -largest)).isEqualTo(-INFINITY);
    assertThat(bench.sum(1, -INFINITY)).isEqualTo(-INFINITY);
    assertThat(bench.sum(INFINITY, -INFINITY)).isNaN();
    assertThat(bench.sum(1, Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void finiteElementsAreCounted(int size) {
    double[] x = numbers.row(size);
    assertThat(bench.countFinite(x)).isEqualTo(size);
    double[] others = {INFINITY, -INFINITY, Double.NaN};
    for (int j = 0; j < size; j++) {
      x[j] = others[j % 3];
      assertThat(bench.countFinite(x)).isEqualTo(size - j - 1);
    }
    Arrays.fill(x, -bench.dtype().largest());
    assertThat(bench.countFinite(x)).isEqualTo(size);
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void aMaskForbidsWhateverStoodThere(int size) {
    double[] x = numbers.row(size);
    boolean[] allowed = new boolean[size];
    double[] expected = x.clone();
    for (int j = 0; j < size; j++) {
      allowed[j] = numbers.random().nextBoolean();
      expected[j] = allowed[j] ? x[j] : -INFINITY;
      x[j] = !allowed[j] && j % 2 == 0 ? Double.NaN : x[j];
    }
    assertThat(bench.mask(x, allowed)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void exponentialsKeepTheirErrorBound(int size) {
    double[] x = numbers.dyadic(size, -40, 40);
    double[] powers = bench.exp(x, 1.25);
    for (int j = 0; j < size; j++) {
      Exact.assertClosePart(powers[j], exp(x[j], 1.25), bench.epsilon());
    }
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void theSubtractionBeforeAnExponentialRoundsOnce(int size) {
    double[] x = Arrays.stream(numbers.row(size)).map(value -> value % 50).toArray();
    double shift = bench.dtype().round(12.3);
    double[] powers = bench.exp(x, 12.3);
    for (int j = 0; j < size; j++) {
      double subtraction = Math.expm1(Math.abs(x[j] - shift) * bench.epsilon() / 2);
      Exact.assertClosePart(powers[j], exp(x[j], shift), 1.01 * (bench.epsilon() + subtraction));
    }
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void theSumOfExponentialsIsThatOfTheRowWritten(int size) {
    double[] x = numbers.dyadic(size, -9, 0);
    double[] powers = bench.exp(x, 0);
    double sum = bench.sumOfExp(x, 0);
    Exact.assertClose(sum, Exact.sum(powers), size * bench.epsilon() * magnitude(powers));
    assertThat(sum).isEqualTo(bench.dtype().round(sum));
  }

  @Test
  void exponentialsFollowIeee754AtTheirEdges() {
    double[] x = {-INFINITY, 0, 5000, -5000, INFINITY, Double.NaN};
    assertThat(bench.exp(x, 0)).containsExactly(0, 1, INFINITY, 0, INFINITY, Double.NaN);
    assertThat(bench.exp(new double[] {-INFINITY, 3}, 3)).containsExactly(0.0, 1.0);
    assertThat(bench.sumOfExp(new double[] {-INFINITY, -INFINITY}, 0)).isZero();
    assertThat(bench.sumOfExp(new double[] {5000, 0}, 0)).isEqualTo(INFINITY);
  }

  @Test
  void anExponentialFadesOutWithoutChangingItsSign() {
    double edge =
        bench
            .dtype()
            .round(
                Math.log(
                    bench.dtype() == attention.matrix.Dtype.FLOAT32
                        ? Float.MIN_NORMAL
                        : Double.MIN_NORMAL));
    double[] powers = bench.exp(new double[] {edge - 1, edge - 5, edge - 60}, 0);
    assertThat(powers[0]).isBetween(0.0, Math.exp(edge));
    assertThat(powers[1]).isBetween(0.0, powers[0]);
    assertThat(powers[2]).isZero();
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void aMaskedScoreBecomesZeroAndNoOtherDoes(int size) {
    double[] x = numbers.row(size);
    double[] expected = x.clone();
    for (int j = 0; j < size; j += 3) {
      x[j] = -INFINITY;
      expected[j] = 0;
    }
    assertThat(bench.zeroMasked(x)).isEqualTo(expected);
    assertThat(bench.zeroMasked(new double[] {INFINITY, Double.NaN, -0.0, -INFINITY}))
        .containsExactly(INFINITY, Double.NaN, -0.0, 0.0);
  }

  private static BigDecimal exp(double x, double shift) {
    return Exact.exp(Exact.of(x).subtract(Exact.of(shift)));
  }

  private static double magnitude(double[] terms) {
    return Arrays.stream(terms).map(Math::abs).sum();
  }
}
