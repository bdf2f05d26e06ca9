package attention.mechanism;

import static attention.stage.Normalization.ENTMAX_15;
import static attention.stage.Normalization.SPARSEMAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.kernel.Exact;
import attention.matrix.Dtype;
import attention.stage.Normalization;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sparsemax and entmax against bisection on their thresholds with 40 digits. */
class SparseTests {

  private static final double MASKED = Double.NEGATIVE_INFINITY;
  private static final MathContext DIGITS = new MathContext(40);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final List<Normalization> SPARSE = List.of(SPARSEMAX, ENTMAX_15);

  private static double[] weights(Normalization normalization, Dtype dtype, double... scores) {
    Result result = Plan.weights(scores).by(normalization).in(dtype).computed();
    result.assertNoWarnings();
    return result.weights(0);
  }

  private static double[] weights(Normalization normalization, double... scores) {
    return weights(normalization, Dtype.FLOAT32, scores);
  }

  /** The weights of scores of which none is masked. */
  private static BigDecimal[] exact(Normalization normalization, double... scores) {
    boolean linear = normalization == SPARSEMAX;
    BigDecimal max = Exact.of(Arrays.stream(scores).max().orElseThrow());
    BigDecimal[] shifted =
        Arrays.stream(scores)
            .mapToObj(score -> Exact.of(score).subtract(max))
            .map(z -> linear ? z : z.divide(TWO))
            .toArray(BigDecimal[]::new);
    BigDecimal low = BigDecimal.ONE.negate();
    BigDecimal high = BigDecimal.ZERO;
    for (int i = 0; i < 100; i++) {
      BigDecimal middle = low.add(high).divide(TWO);
      BigDecimal sum = BigDecimal.ZERO;
      for (BigDecimal z : shifted) {
        sum = sum.add(weight(linear, z, middle));
      }
      low = sum.compareTo(BigDecimal.ONE) > 0 ? middle : low;
      high = sum.compareTo(BigDecimal.ONE) > 0 ? high : middle;
    }
    BigDecimal threshold = low;
    return Arrays.stream(shifted).map(z -> weight(linear, z, threshold)).toArray(BigDecimal[]::new);
  }

  private static BigDecimal weight(boolean linear, BigDecimal z, BigDecimal threshold) {
    BigDecimal excess = z.subtract(threshold).max(BigDecimal.ZERO).round(DIGITS);
    return linear ? excess : excess.multiply(excess, DIGITS);
  }

  private static void assertExact(Normalization normalization, Dtype dtype, double... scores) {
    double[] computed = weights(normalization, dtype, scores);
    BigDecimal[] exact = exact(normalization, scores);
    double epsilon = dtype == Dtype.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    for (int j = 0; j < scores.length; j++) {
      double bound = 0x1p-50 + epsilon / 2 * exact[j].doubleValue();
      Exact.assertClose(computed[j], exact[j], bound);
    }
  }

  static Stream<Arguments> problems() {
    return SPARSE.stream()
        .flatMap(normalization ->
            Stream.of(Dtype.FLOAT32, Dtype.FLOAT64)
                .flatMap(dtype ->
                    IntStream.of(1, 2, 3, 7, 17, 33, 64)
                        .mapToObj(n -> Arguments.of(normalization, dtype, n))));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void weightsStayWithinTheirBoundAtEverySpread(Normalization normalization, Dtype dtype, int n) {
    Random random = new Random(n);
    for (double spread : new double[] {1e-30, 1e-7, 0.01, 0.5, 2, 10, 1e4}) {
      for (double middle : new double[] {0, -3, 1e5}) {
        double[] scores = random.doubles(n, -1, 1).map(x -> x * spread + middle).toArray();
        Arrays.setAll(scores, j -> dtype.round(scores[j]));
        assertExact(normalization, dtype, scores);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void tiesShareTheirWeight(Normalization normalization, Dtype dtype, int n) {
    double[] scores = new Random(n).ints(n, 0, 4).mapToDouble(x -> x / 4.0).toArray();
    assertExact(normalization, dtype, scores);
    double[] weights = weights(normalization, dtype, scores);
    for (int j = 1; j < n; j++) {
      if (scores[j] == scores[0]) {
        assertThat(weights[j]).isEqualTo(weights[0]);
      }
    }
    assertExact(normalization, dtype, new double[n]);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void permutingTheScoresPermutesTheWeights(Normalization normalization, Dtype dtype, int n) {
    double[] scores = Plan.drawn(n, 1, n)[0];
    double[] reversed = new double[n];
    Arrays.setAll(reversed, j -> scores[n - 1 - j]);
    double[] weights = weights(normalization, dtype, scores);
    double[] others = weights(normalization, dtype, reversed);
    for (int j = 0; j < n; j++) {
      assertThat(others[j]).isEqualTo(weights[n - 1 - j]);
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void weightsAreAPointOfTheSimplex(Normalization normalization, Dtype dtype, int n) {
    double[] scores = Arrays.stream(Plan.drawn(n, 1, n)[0]).map(x -> 3 * x).toArray();
    double[] weights = weights(normalization, dtype, scores);
    double epsilon = dtype == Dtype.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    assertThat(Arrays.stream(weights)).allMatch(weight -> weight >= 0);
    assertThat(Math.abs(Arrays.stream(weights).sum() - 1)).isLessThan(4 * n * epsilon);
  }

  @Test
  void sparsemaxIsTheNearestPointOfTheSimplex() {
    assertThat(weights(SPARSEMAX, 0.5, 0)).containsExactly(0.75, 0.25);
    assertThat(weights(SPARSEMAX, 1, 0)).containsExactly(1, 0);
    assertThat(weights(SPARSEMAX, -2, 0.25, -0.25, 0)).containsExactly(0, 7 / 12f, 1 / 12f, 1 / 3f);
  }

  @Test
  void entmaxLiesBetweenSoftmaxAndSparsemax() {
    double[] scores = {1, 0};
    double entmax = weights(ENTMAX_15, scores)[0];
    assertThat(entmax).isGreaterThan(weights(Normalization.SOFTMAX, scores)[0]).isLessThan(1);
    assertThat(weights(ENTMAX_15, 2, 0)).containsExactly(1, 0);
    assertThat(weights(ENTMAX_15, 1.9, 0)[1]).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"SPARSEMAX", "ENTMAX_15"})
  void everyFiniteScoreHasItsWeight(Normalization normalization) {
    for (Dtype dtype : new Dtype[] {Dtype.FLOAT32, Dtype.FLOAT64}) {
      double largest = dtype.largest();
      assertThat(weights(normalization, dtype, -largest, largest, -largest, largest))
          .containsExactly(new double[] {0, 0.5, 0, 0.5}, within(0x1p-50));
      assertThat(weights(normalization, dtype, -largest)).containsExactly(1);
      assertThat(weights(normalization, dtype, Double.MIN_VALUE, 0))
          .containsExactly(new double[] {0.5, 0.5}, within(0x1p-50));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SPARSEMAX", "ENTMAX_15"})
  void aMaskedScoreLeavesTheOthersAsTheyAre(Normalization normalization) {
    double[] alone = weights(normalization, 0.5, 0.25, 0);
    assertThat(weights(normalization, 0.5, MASKED, 0.25, 0, MASKED))
        .containsExactly(alone[0], 0, alone[1], alone[2], 0);
  }

  @Test
  void manyScoresAreAddedUpWithoutLosingAny() {
    double[] scores = new double[50_001];
    Arrays.fill(scores, -0.9);
    scores[0] = 0;
    double[] weights = weights(SPARSEMAX, Dtype.FLOAT64, scores);
    assertThat(weights[1]).isCloseTo(0.1 / 50_001, within(0x1p-50));
    assertThat(weights[0] - weights[1]).isCloseTo(0.9, within(0x1p-50));
  }

  /** Most weights are far below the error of a sum that long. */
  @Test
  void roundingErrorsOfManyScoresAreTakenAway() {
    double[] scores = new Random(1).doubles(4_001, -1.9985, -1.9975).toArray();
    scores[0] = 0;
    assertExact(ENTMAX_15, Dtype.FLOAT64, scores);
  }

  @Test
  void everyRowHasItsOwnThreshold() {
    for (Normalization normalization : SPARSE) {
      Result result =
          Plan.weights(new double[] {0.5, 0, -1}, new double[] {-1, 0, 0.25})
              .by(normalization)
              .computed();
      assertThat(result.weights(0)).isEqualTo(weights(normalization, 0.5, 0, -1));
      assertThat(result.weights(1)).isEqualTo(weights(normalization, -1, 0, 0.25));
    }
  }

  @Test
  void theFormulasNameTheThreshold() {
    for (Normalization normalization : SPARSE) {
      assertThat(normalization.formula()).contains("\\max(0,", "\\tau_i", "= 1");
      assertThat(normalization.takesSink()).isFalse();
    }
    assertThat(ENTMAX_15.formula()).contains("\\tfrac{1}{2}", "^2");
  }
}
