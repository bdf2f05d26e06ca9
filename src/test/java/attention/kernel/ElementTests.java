package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations on single elements, whose result may go where an operand stood. */
@ParameterizedClass
@MethodSource("attention.kernel.Bench#everywhere")
class ElementTests {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final Bench<?> bench;
  private final Numbers numbers;

  ElementTests(Bench<?> bench) {
    this.bench = bench;
    this.numbers = Numbers.of(bench.dtype(), 2);
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void scalingRoundsOnce(int size) {
    double[][] x = numbers.matrix(3, size);
    double[][] scaled = bench.scale(x, 1 / Math.sqrt(3));
    double factor = bench.dtype().round(1 / Math.sqrt(3));
    forEach(
        x,
        (i, j) ->
            Exact.assertClosePart(
                scaled[i][j], Exact.product(factor, x[i][j]), bench.epsilon() / 2));
  }

  @Test
  void aFactorIsRoundedToTheDtypeFirst() {
    double factor = 1 + Math.ulp(1f) / 4;
    double expected = bench.dtype() == Dtype.FLOAT32 ? 1 << 20 : factor * (1 << 20);
    Exact.assertEqual(bench.scale(one(1 << 20), factor), one(expected));
  }

  @Test
  void scalingLetsThroughWhatIsNotFinite() {
    double[][] x = {{INFINITY, -INFINITY, Double.NaN, bench.dtype().largest()}};
    Exact.assertEqual(
        bench.scale(x, 2), new double[][] {{INFINITY, -INFINITY, Double.NaN, INFINITY}});
    Exact.assertEqual(bench.scale(x, 0), new double[][] {{Double.NaN, Double.NaN, Double.NaN, 0}});
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void cappingKeepsItsErrorBound(int size) {
    double[][] x = numbers.matrix(3, size);
    double[][] capped = bench.softcap(x, 30.1);
    double cap = bench.dtype().round(30.1);
    forEach(
        x,
        (i, j) ->
            Exact.assertClosePart(
                capped[i][j],
                Exact.tanh(Exact.quotient(x[i][j], cap)).multiply(Exact.of(cap)),
                4 * bench.epsilon()));
  }

  @Test
  void nothingLeavesTheCap() {
    double largest = bench.dtype().largest();
    Exact.assertEqual(
        bench.softcap(new double[][] {{largest, -largest, 1000, 0}}, 3),
        new double[][] {{3, -3, 3, 0}});
  }

  @Test
  void aCapDoesNotHideWhatIsNotFinite() {
    Exact.assertEqual(
        bench.softcap(new double[][] {{INFINITY, -INFINITY, Double.NaN, 0}}, 3),
        new double[][] {{Double.NaN, Double.NaN, Double.NaN, 0}});
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void addingRoundsOnce(int size) {
    double[][] x = numbers.matrix(3, size);
    double[][] y = numbers.matrix(3, size);
    for (double[][] sum : Arrays.asList(bench.add(x, y), bench.addInto(x, y))) {
      forEach(
          x,
          (i, j) ->
              Exact.assertClosePart(sum[i][j], Exact.sum(x[i][j], y[i][j]), bench.epsilon() / 2));
    }
  }

  @Test
  void addingLetsThroughWhatIsNotFinite() {
    double largest = bench.dtype().largest();
    double[][] x = {{INFINITY, INFINITY, -INFINITY, Double.NaN, largest, -largest}};
    double[][] y = {{1, -INFINITY, 1, 1, largest, -largest}};
    Exact.assertEqual(
        bench.add(x, y),
        new double[][] {{INFINITY, Double.NaN, -INFINITY, Double.NaN, INFINITY, -INFINITY}});
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void multiplyingRoundsOnce(int size) {
    double[][] x = numbers.matrix(3, size);
    double[][] y = numbers.matrix(3, size);
    double[][] product = bench.multiply(x, y);
    forEach(
        x,
        (i, j) ->
            Exact.assertClosePart(
                product[i][j], Exact.product(x[i][j], y[i][j]), bench.epsilon() / 2));
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void turningKeepsItsErrorBound(int half) {
    double[][] x = numbers.matrix(3, 2 * half);
    double[][] cos = numbers.matrix(3, half);
    double[][] sin = numbers.matrix(3, half);
    double[][] neighbours = bench.rotate(x, true, cos, sin);
    double[][] halves = bench.rotate(x, false, cos, sin);
    forEach(
        cos,
        (i, k) -> {
          double c = cos[i][k];
          double s = sin[i][k];
          assertTurned(
              neighbours[i][2 * k], neighbours[i][2 * k + 1], x[i][2 * k], x[i][2 * k + 1], c, s);
          assertTurned(halves[i][k], halves[i][half + k], x[i][k], x[i][half + k], c, s);
        });
  }

  private void assertTurned(
      double turnedX, double turnedY, double x, double y, double cos, double sin) {
    double bound = bench.epsilon() * (Math.abs(x) + Math.abs(y));
    double unit = Math.max(1, Math.max(Math.abs(cos), Math.abs(sin)));
    BigDecimal first = Exact.product(x, cos).subtract(Exact.product(y, sin));
    BigDecimal second = Exact.product(x, sin).add(Exact.product(y, cos));
    Exact.assertClose(turnedX, first, bound * unit);
    Exact.assertClose(turnedY, second, bound * unit);
  }

  @Test
  void turningByNothingChangesNothingAndByARightAngleExchanges() {
    double[][] x = {{1, 2, 3, INFINITY}};
    double[][] none = {{0, 0}};
    double[][] one = {{1, 1}};
    Exact.assertEqual(
        bench.rotate(new double[][] {{1, 2, 3, 4}}, true, one, none),
        new double[][] {{1, 2, 3, 4}});
    Exact.assertEqual(
        bench.rotate(new double[][] {{1, 2, 3, 4}}, true, none, one),
        new double[][] {{-2, 1, -4, 3}});
    Exact.assertEqual(
        bench.rotate(new double[][] {{1, 2, 3, 4}}, false, none, one),
        new double[][] {{-3, -4, 1, 2}});
    Exact.assertEqual(
        bench.rotate(x, true, one, none), new double[][] {{1, 2, Double.NaN, INFINITY}});
    Exact.assertEqual(
        bench.rotate(x, false, one, none), new double[][] {{1, Double.NaN, 3, INFINITY}});
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void theSigmoidKeepsItsErrorBound(int size) {
    double[][] x = numbers.matrix(3, size);
    double[][] sigmoid = bench.sigmoid(x);
    double smallest = bench.dtype() == Dtype.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    forEach(
        x,
        (i, j) -> {
          BigDecimal exact = Exact.sigmoid(x[i][j]);
          Exact.assertClose(
              sigmoid[i][j], exact, 2 * bench.epsilon() * exact.doubleValue() + smallest);
        });
  }

  @Test
  void theSigmoidEndsAtZeroAndOne() {
    double[][] x = {{0, INFINITY, -INFINITY, Double.NaN}};
    Exact.assertEqual(bench.sigmoid(x), new double[][] {{0.5, 1, 0, Double.NaN}});
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void dividingRoundsOnce(int size) {
    double[] x = numbers.row(size);
    double[] divided = bench.divide(x, Math.PI);
    double divisor = bench.dtype().round(Math.PI);
    for (int j = 0; j < size; j++) {
      Exact.assertClosePart(divided[j], Exact.quotient(x[j], divisor), bench.epsilon() / 2);
    }
  }

  @Test
  void dividingFollowsIeee754AtItsEdges() {
    double[] x = {1, -1, 0, INFINITY, Double.NaN};
    assertThat(bench.divide(x, 0))
        .containsExactly(INFINITY, -INFINITY, Double.NaN, INFINITY, Double.NaN);
    assertThat(bench.divide(x, 2)).containsExactly(0.5, -0.5, 0, INFINITY, Double.NaN);
    assertThat(bench.divide(x, Double.NaN)).containsOnly(Double.NaN);
  }

  private interface Place {
    void at(int i, int j);
  }

  private static void forEach(double[][] x, Place place) {
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        place.at(i, j);
      }
    }
  }

  private static double[][] one(double value) {
    return new double[][] {{value}};
  }
}
