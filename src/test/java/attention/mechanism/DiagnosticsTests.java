package attention.mechanism;

import static attention.stage.Normalization.NAIVE_SOFTMAX;
import static attention.stage.Normalization.SOFTMAX;
import static attention.stage.Normalization.SUM;
import static attention.trace.Member.ENTROPY;
import static attention.trace.Member.LOG_SUM_EXP;
import static attention.trace.Member.MAXIMUM;
import static attention.trace.Member.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.kernel.Exact;
import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.stage.Normalization;
import attention.trace.Formula;
import attention.trace.Member;
import attention.trace.Warning.Code;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Maximum, log-sum-exp and entropy of a row, which only some answers have. */
class DiagnosticsTests {

  private static final double MASKED = Double.NEGATIVE_INFINITY;

  private static Plan weights(double... scores) {
    return Plan.weights(scores).in(Dtype.FLOAT64);
  }

  private static double[] numbers(Result result, int row) {
    return Stream.of(MAXIMUM, LOG_SUM_EXP, ENTROPY)
        .mapToDouble(member -> result.at(member, row)[0])
        .toArray();
  }

  private static double entropy(double... weights) {
    return -Arrays.stream(weights).filter(a -> a > 0).map(a -> a * Math.log(a)).sum();
  }

  @ParameterizedTest
  @EnumSource(Normalization.class)
  void maximumAndLogSumExpAreThoseOfTheScoresUnderEveryNormalization(Normalization normalization) {
    double[] scores = {Math.log(2), 0, Math.log(5)};
    Result result = weights(scores).by(normalization).computed();
    assertThat(result.at(MAXIMUM, 0)).containsExactly(Math.log(5));
    assertThat(result.at(LOG_SUM_EXP, 0))
        .containsExactly(new double[] {Math.log(8)}, within(1e-15));
    assertThat(result.at(ENTROPY, 0))
        .containsExactly(new double[] {entropy(result.weights(0))}, within(1e-15));
    result.assertNoWarnings();
  }

  @Test
  void aSinkCountsInTheLogSumExpAndNotInTheEntropy() {
    Result result = weights(Math.log(2), 0, Math.log(4)).sink(0).computed();
    assertThat(numbers(result, 0))
        .containsExactly(
            new double[] {Math.log(4), Math.log(8), entropy(0.25, 0.125, 0.5)}, within(1e-15));
    Result above = weights(0, 0).sink(Math.log(6)).computed();
    assertThat(above.at(LOG_SUM_EXP, 0)).containsExactly(new double[] {Math.log(8)}, within(1e-15));
    assertThat(above.at(MAXIMUM, 0)).containsExactly(0);
  }

  @Test
  void noFiniteScoreTakesThemOutOfTheRange() {
    double largest = Double.MAX_VALUE;
    assertThat(numbers(weights(largest, largest).computed(), 0))
        .containsExactly(new double[] {largest, largest, Math.log(2)}, within(1e-15));
    assertThat(numbers(weights(-largest, -largest).computed(), 0))
        .containsExactly(new double[] {-largest, -largest, Math.log(2)}, within(1e-15));
    assertThat(numbers(weights(-1000, MASKED).sink(-1e300).computed(), 0))
        .containsExactly(-1000, -1000, 0);
  }

  @Test
  void onlyKeysThatMayBeAttendedToCount() {
    double[][] values = {{1}, {2}, {3}};
    Result result =
        Plan.scored(new double[][] {{3e38, 1, 2}}, values)
            .scale(2)
            .keys(false, true, true)
            .computed();
    Result alone = Plan.weights(new double[] {2, 4}).computed();
    assertThat(numbers(result, 0)).isEqualTo(numbers(alone, 0));
    assertThat(numbers(alone, 0)[0]).isEqualTo(4);
  }

  @Test
  void aRowWithoutAKeyHasNoMaximumAndNothingToBeUncertainAbout() {
    Result result = weights(MASKED, MASKED).computed();
    assertThat(numbers(result, 0)).containsExactly(MASKED, MASKED, 0);
    assertThat(numbers(weights(MASKED, MASKED).sink(1.25).computed(), 0))
        .containsExactly(MASKED, 1.25, 0);
  }

  @Test
  void aRowWithoutWeightsHasNone() {
    double[] nothing = {Double.NaN, Double.NaN, Double.NaN};
    List<Plan> plans =
        List.of(
            weights(1000, 0).by(NAIVE_SOFTMAX),
            weights(1, -1).by(SUM),
            Plan.self(new double[] {1e200, 1}).in(Dtype.FLOAT64));
    for (Plan plan : plans) {
      assertThat(numbers(plan.computed(), 0)).containsExactly(nothing);
      assertThat(plan.computed().warnings(0)).isNotEmpty();
    }
  }

  @Test
  void weightsBelowZeroHaveNoEntropy() {
    Result result = weights(3, -1).by(SUM).computed();
    result.warned(0, Code.NEGATIVE_WEIGHTS, WEIGHTS);
    assertThat(result.at(MAXIMUM, 0)).containsExactly(3);
    assertThat(result.at(ENTROPY, 0)).containsExactly(Double.NaN);
  }

  @Test
  void oneKeyAloneLeavesNoUncertainty() {
    assertThat(weights(5).computed().at(ENTROPY, 0)).containsExactly(0);
    assertThat(weights(0, 0, 0, 0).computed().at(ENTROPY, 0))
        .containsExactly(new double[] {Math.log(4)}, within(1e-15));
  }

  @Test
  void theyAreKeptAndHaveAFormulaWhereTheyAreWanted() {
    Set<Member> two = EnumSet.of(MAXIMUM, ENTROPY);
    Result result = weights(1, 2).wanting(two).computed();
    assertThat(result.members()).isEqualTo(two);
    assertThat(result.preamble().stages())
        .extracting(Formula::member)
        .containsExactly(MAXIMUM, WEIGHTS, ENTROPY);
    Result plain = weights(1, 2).wanting(Member.defaults()).computed();
    assertThat(plain.members()).doesNotContain(MAXIMUM, LOG_SUM_EXP, ENTROPY).contains(WEIGHTS);
    assertThat(plain.preamble().stages()).extracting(Formula::member).containsExactly(WEIGHTS);
  }

  @Test
  void theFormulaOfLogSumExpNamesTheSink() {
    Set<Member> wanted = EnumSet.of(LOG_SUM_EXP);
    assertThat(weights(1, 2).wanting(wanted).computed().preamble().stages().getFirst().latex())
        .isEqualTo("\\ln \\sum_j \\exp(\\omega_{ij})");
    assertThat(weights(1).sink(0).wanting(wanted).computed().preamble().stages().getFirst().latex())
        .isEqualTo("\\ln(\\exp(\\text{sink}) + \\sum_j \\exp(\\omega_{ij}))");
  }

  @Test
  void partsOverKeysAreMergedByTheirLogSumExp() {
    double[][] x = Plan.drawn(1, 9, 3);
    Result whole = Plan.self(x).in(Dtype.FLOAT64).queries(0).computed();
    double[] context = new double[3];
    double sum = whole.at(LOG_SUM_EXP, 0)[0];
    for (int[] part : new int[][] {{0, 4}, {4, 9}}) {
      double[][] keys = Arrays.copyOfRange(x, part[0], part[1]);
      Result result = Plan.cross(x, keys, keys).in(Dtype.FLOAT64).queries(0).computed();
      double share = Math.exp(result.at(LOG_SUM_EXP, 0)[0] - sum);
      Arrays.setAll(context, k -> context[k] + share * result.context(0)[k]);
    }
    assertThat(context).containsExactly(whole.context(0), within(1e-14));
  }

  static Stream<Arguments> problems() {
    return Stream.of(Kernels.scalar(), Kernels.of(Kernels.Choice.SIMD))
        .flatMap(kernels ->
            Stream.of(Dtype.FLOAT32, Dtype.FLOAT64)
                .flatMap(dtype -> Stream.of(1, 7, 64).map(n -> Arguments.of(kernels, dtype, n))));
  }

  /** exp of the log-sum-exp is the sum, which needs no exact logarithm. */
  @ParameterizedTest
  @MethodSource("problems")
  void logSumExpStaysWithinItsBound(Kernels kernels, Dtype dtype, int n) {
    double[] scores = Arrays.stream(Plan.drawn(n, 1, n)[0]).map(x -> 4 * x + 9).toArray();
    Arrays.setAll(scores, j -> dtype.round(scores[j]));
    Result result = Plan.weights(scores).by(SOFTMAX).in(dtype).on(kernels).computed();
    double computed = result.at(LOG_SUM_EXP, 0)[0];
    double epsilon = dtype == Dtype.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    double bound = (n + 8 + 4) * epsilon + epsilon / 2 * Math.abs(computed);
    BigDecimal sum = BigDecimal.ZERO;
    for (double score : scores) {
      sum = sum.add(Exact.exp(Exact.of(score).subtract(Exact.of(computed))));
    }
    assertThat(Math.abs(Math.log(sum.doubleValue()))).isLessThanOrEqualTo(bound);
    double entropy = entropy(result.weights(0));
    assertThat(result.at(ENTROPY, 0)[0])
        .isCloseTo(entropy, within(2 * epsilon * entropy + 0x1p-60));
  }
}
