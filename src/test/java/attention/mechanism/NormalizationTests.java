package attention.mechanism;

import static attention.stage.Normalization.NAIVE_SOFTMAX;
import static attention.stage.Normalization.SOFTMAX;
import static attention.stage.Normalization.SUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.Dtype;
import attention.stage.Normalization;
import attention.trace.Member;
import attention.trace.Warning.Code;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How rows of scores become weights, and what can go wrong with each way. */
class NormalizationTests {

  private static final double MASKED = Double.NEGATIVE_INFINITY;

  private static Result weights(Normalization normalization, Dtype dtype, double... scores) {
    return Plan.weights(scores).by(normalization).in(dtype).computed();
  }

  private static Result weights(Normalization normalization, double... scores) {
    return weights(normalization, Dtype.FLOAT32, scores);
  }

  private static void assertNoWeights(Result result, Code code, String... words) {
    String detail = result.warned(0, code, Member.WEIGHTS);
    for (String word : words) {
      assertThat(detail).contains(word);
    }
    result.assertNoWeights(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"SOFTMAX", "NAIVE_SOFTMAX"})
  void exponentialsOfLogarithmsAreTheNumbersThemselves(Normalization softmax) {
    Result result = weights(softmax, Dtype.FLOAT64, Math.log(1), Math.log(2), Math.log(5));
    assertThat(result.weights(0)).containsExactly(new double[] {0.125, 0.25, 0.625}, within(1e-15));
    result.assertNoWarnings();
  }

  @Test
  void aSumDividesByTheSum() {
    Result result = weights(SUM, 1, 2, 5);
    assertThat(result.weights(0)).containsExactly(0.125, 0.25, 0.625);
    result.assertNoWarnings();
  }

  @ParameterizedTest
  @EnumSource
  void aMaskedKeyHasWeightZeroAndTheOthersShareTheRest(Normalization normalization) {
    Result result = weights(normalization, MASKED, 3, MASKED, 3);
    assertThat(result.weights(0)).containsExactly(0, 0.5, 0, 0.5);
    result.assertNoWarnings();
  }

  @ParameterizedTest
  @EnumSource
  void aRowWithoutAKeyHasWeightsOfZeroAndSaysSo(Normalization normalization) {
    Result result = weights(normalization, MASKED, MASKED);
    assertThat(result.warned(0, Code.FULLY_MASKED, Member.WEIGHTS)).contains("No key is left");
    assertThat(result.weights(0)).containsExactly(0, 0);
    assertThat(result.at(Member.WEIGHT_SUM, 0)).containsExactly(0);
    Result unseen =
        Plan.self(new double[][] {{1}})
            .by(normalization)
            .keys(false)
            .wanting(EnumSet.of(Member.WEIGHTS))
            .computed();
    assertThat(unseen.weights(0)).containsExactly(0);
  }

  @Test
  void softmaxSurvivesEveryFiniteScore() {
    double largest = Float.MAX_VALUE;
    Result result = weights(SOFTMAX, largest, -largest, largest, 0);
    assertThat(result.weights(0)).containsExactly(0.5, 0, 0.5, 0);
    result.assertNoWarnings();
    assertThat(weights(SOFTMAX, -largest).weights(0)).containsExactly(1);
  }

  @Test
  void naiveSoftmaxOverflowsWhereItsExponentialsDo() {
    assertNoWeights(
        weights(NAIVE_SOFTMAX, 89, 0),
        Code.OVERFLOW,
        "exp(89.0)",
        "float32",
        "softmax subtracts the row's maximum first",
        "float64 reaches further");
    weights(NAIVE_SOFTMAX, 88, 0).assertNoWarnings();
    weights(NAIVE_SOFTMAX, Dtype.FLOAT64, 89, 0).assertNoWarnings();
    String detail =
        weights(NAIVE_SOFTMAX, Dtype.FLOAT64, 710, 0).warned(0, Code.OVERFLOW, Member.WEIGHTS);
    assertThat(detail).contains("exp(710.0)").doesNotContain("reaches further");
  }

  @Test
  void aLargerTypeIsNamedOnlyWhereItReachesFarEnough() {
    assertThat(weights(NAIVE_SOFTMAX, 600, 0).warned(0, Code.OVERFLOW, Member.WEIGHTS))
        .contains("float64 reaches further");
    assertThat(weights(NAIVE_SOFTMAX, 10001, 0).warned(0, Code.OVERFLOW, Member.WEIGHTS))
        .contains("softmax subtracts the row's maximum first")
        .doesNotContain("reaches further");
    assertThat(weights(NAIVE_SOFTMAX, -700).warned(0, Code.UNDERFLOW, Member.WEIGHTS))
        .contains("float64 reaches further");
    assertThat(weights(NAIVE_SOFTMAX, -800).warned(0, Code.UNDERFLOW, Member.WEIGHTS))
        .doesNotContain("reaches further");
  }

  @Test
  void naiveSoftmaxOverflowsWhereOnlyTheSumDoes() {
    assertNoWeights(weights(NAIVE_SOFTMAX, 88.5, 88.5), Code.OVERFLOW);
    weights(NAIVE_SOFTMAX, 88.5, 0).assertNoWarnings();
  }

  @Test
  void naiveSoftmaxUnderflowsWhereEveryExponentialIsZero() {
    assertNoWeights(
        weights(NAIVE_SOFTMAX, -200, -150),
        Code.UNDERFLOW,
        "exp(-150.0)",
        "float32",
        "softmax subtracts the row's maximum first");
    assertNoWeights(weights(NAIVE_SOFTMAX, -200, MASKED), Code.UNDERFLOW, "exp(-200.0)");
    weights(NAIVE_SOFTMAX, -200, -80).assertNoWarnings();
    weights(NAIVE_SOFTMAX, Dtype.FLOAT64, -200, -150).assertNoWarnings();
  }

  @Test
  void aSumOfExactlyZeroDividesNothing() {
    assertNoWeights(weights(SUM, 1, -1), Code.ZERO_SUM, "exactly 0", "float32");
    assertNoWeights(weights(SUM, 0, 0), Code.ZERO_SUM);
    assertNoWeights(weights(SUM, 2, MASKED, -2), Code.ZERO_SUM);
    weights(SUM, Dtype.FLOAT64, 1, -1, 1e-300).warned(0, Code.NEGATIVE_WEIGHTS, Member.WEIGHTS);
  }

  @Test
  void weightsBelowZeroAreGivenWithAWarning() {
    Result result = weights(SUM, 3, -1);
    assertThat(result.warned(0, Code.NEGATIVE_WEIGHTS, Member.WEIGHTS))
        .contains("no probability distribution");
    assertThat(result.weights(0)).containsExactly(1.5, -0.5);
    assertThat(result.at(Member.WEIGHT_SUM, 0)).containsExactly(1);
  }

  @Test
  void scoresThatAreAllNegativeGiveWeightsAboveZero() {
    Result result = weights(SUM, -3, -1);
    assertThat(result.weights(0)).containsExactly(0.75, 0.25);
    result.assertNoWarnings();
  }

  @Test
  void aSumOverflowsWhereItsTermsAddUpTooFar() {
    double half = Float.MAX_VALUE;
    assertNoWeights(weights(SUM, half, half), Code.OVERFLOW, "sum of the scores", "float64");
    assertNoWeights(weights(SUM, -half, -half), Code.OVERFLOW);
    weights(SUM, Dtype.FLOAT64, half, half).assertNoWarnings();
  }

  @Test
  void aSumOverflowsWhereAQuotientDoes() {
    assertNoWeights(weights(SUM, 1, -1, Float.MIN_VALUE), Code.OVERFLOW, "divided by it");
  }

  @Test
  void eachRowHasItsOwnFate() {
    Result result =
        Plan.weights(new double[] {1, 3}, new double[] {1, -1}, new double[] {MASKED, MASKED})
            .by(SUM)
            .computed();
    assertThat(result.warnings(0)).isEmpty();
    assertThat(result.weights(0)).containsExactly(0.25, 0.75);
    result.warned(1, Code.ZERO_SUM, Member.WEIGHTS);
    result.warned(2, Code.FULLY_MASKED, Member.WEIGHTS);
  }
}
