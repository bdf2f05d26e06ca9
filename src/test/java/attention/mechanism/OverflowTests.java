package attention.mechanism;

import static attention.trace.Member.BIASED_SCORES;
import static attention.trace.Member.CAPPED_SCORES;
import static attention.trace.Member.CONTEXT;
import static attention.trace.Member.CONTRIBUTIONS;
import static attention.trace.Member.MASKED_SCORES;
import static attention.trace.Member.SCALED_SCORES;
import static attention.trace.Member.SCORES;
import static attention.trace.Member.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import attention.matrix.Dtype;
import attention.stage.Normalization;
import attention.trace.Member;
import attention.trace.Warning;
import attention.trace.Warning.Code;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stage that leaves the range of its dtype says so, first of all stages, and is no mask. */
class OverflowTests {

  private static final double LARGE = 3e38;
  private static final double FORBIDDEN = Double.NEGATIVE_INFINITY;
  private static final double[][] VALUES = {{1}, {2}, {3}};

  private static Plan scored(double... scores) {
    return Plan.scored(new double[][] {scores}, VALUES);
  }

  private static String overflow(Result result, Member stage) {
    return result.warned(0, Code.OVERFLOW, stage);
  }

  @Test
  void scoresOverflowUpwards() {
    Result result = Plan.self(new double[] {1e20, 1}, new double[] {1, 1}).computed();
    assertThat(overflow(result, SCORES))
        .contains(
            "scores[0]", "float32", "3.4028235E38", "float64 reaches further", "smaller inputs")
        .doesNotContain("scale help");
    assertThat(result.at(SCORES, 0)).containsExactly(Double.POSITIVE_INFINITY, 1e20f);
    result.assertNoWeights(0);
    assertThat(result.warnings(1)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void scoresThatOverflowDownwardsAreNoMask(Normalization normalization) {
    double[][] queries = {{-1e20, 1}};
    double[][] keys = {{1e20, 0}, {0, 1}};
    Result result = Plan.cross(queries, keys, keys).by(normalization).computed();
    overflow(result, SCORES);
    result.assertNoWeights(0);
  }

  @Test
  void scoresOfTwoInfinitiesAreNoNumber() {
    double[][] keys = {{1e20, -1e20}};
    Result result = Plan.cross(new double[][] {{1e20, 1e20}}, keys, keys).computed();
    overflow(result, SCORES);
    assertThat(result.at(SCORES, 0)).containsExactly(Double.NaN);
  }

  @Test
  void float64ReachesFurtherAndEndsToo() {
    double[][] x = {{1e20, 1}};
    Plan.self(x).in(Dtype.FLOAT64).computed().assertNoWarnings();
    Result result = Plan.self(new double[][] {{1e200, 1}}).in(Dtype.FLOAT64).computed();
    assertThat(overflow(result, SCORES))
        .contains("float64", "1.7976931348623157E308")
        .doesNotContain("reaches further");
  }

  @Test
  void scaledScoresOverflow() {
    Result result = scored(1, LARGE, -LARGE).scale(2).computed();
    assertThat(overflow(result, SCALED_SCORES)).contains("scaledScores[1]", "a smaller scale");
    assertThat(result.at(SCORES, 0)).containsExactly(1, (float) LARGE, (float) -LARGE);
    result.assertNoWeights(0);
    scored(1, LARGE, -LARGE).scale(1).computed().assertNoWarnings();
  }

  @Test
  void biasedScoresOverflow() {
    Result result = scored(0, 1, -LARGE).bias(new double[] {0, 1, -LARGE}).computed();
    assertThat(overflow(result, BIASED_SCORES)).contains("biasedScores[2]");
    result.assertNoWeights(0);
    scored(0, 1, -LARGE).bias(new double[] {0, 1, 0}).computed().assertNoWarnings();
  }

  @Test
  void aForbiddingBiasIsNoOverflowAndHidesNone() {
    scored(0, 1, 2).bias(new double[] {0, FORBIDDEN, FORBIDDEN}).computed().assertNoWarnings();
    Result result = scored(0, LARGE, 2).bias(new double[] {FORBIDDEN, LARGE, FORBIDDEN}).computed();
    assertThat(overflow(result, BIASED_SCORES)).contains("biasedScores[1]");
  }

  @Test
  void anOverflowIsToldOnceAtItsFirstStage() {
    Result result =
        scored(1, LARGE, 2)
            .scale(2)
            .softcap(5)
            .bias(new double[] {0, LARGE, 0})
            .by(Normalization.NAIVE_SOFTMAX)
            .computed();
    overflow(result, SCALED_SCORES);
    result.assertNoWeights(0);
  }

  @Test
  void aCapDoesNotHideAnOverflowBeforeIt() {
    Result result = scored(1, LARGE, -LARGE).scale(2).softcap(5).computed();
    overflow(result, SCALED_SCORES);
    double[] capped = result.at(CAPPED_SCORES, 0);
    assertThat(capped[0]).isBetween(1.8, 2.0);
    assertThat(capped[1]).isNaN();
    assertThat(capped[2]).isNaN();
  }

  @Test
  void aCapHoldsEveryFiniteScore() {
    Result result = scored(LARGE, -LARGE, 0).softcap(5).computed();
    assertThat(result.at(CAPPED_SCORES, 0)).containsExactly(5, -5, 0);
    result.assertNoWarnings();
  }

  @Test
  void anOverflowAtAKeyThatIsMaskedIsNone() {
    Result result = scored(1, LARGE, 2).scale(2).keys(true, false, true).computed();
    result.assertNoWarnings();
    assertThat(result.at(SCALED_SCORES, 0)).containsExactly(2, Double.POSITIVE_INFINITY, 4);
    assertThat(result.at(MASKED_SCORES, 0)).containsExactly(2, FORBIDDEN, 4);
    assertThat(result.weights(0)[1]).isZero();
  }

  @Test
  void anOverflowIsToldAtTheFirstKeyThatMayBeAttendedTo() {
    Result result = scored(LARGE, LARGE, -LARGE).scale(2).keys(false, true, true).computed();
    assertThat(overflow(result, SCALED_SCORES)).contains("scaledScores[1]");
    result.assertNoWeights(0);
  }

  @Test
  void anOverflowIsToldWhoeverAskedForItsStage() {
    Result result = scored(1, LARGE, 2).scale(2).wanting(EnumSet.noneOf(Member.class)).computed();
    overflow(result, SCALED_SCORES);
    assertThat(result.members()).isEmpty();
  }

  @Test
  void weightsOverflowBehindStagesThatDidNot() {
    overflow(scored(1, 100, 2).by(Normalization.NAIVE_SOFTMAX).computed(), WEIGHTS);
  }

  /** Weights of 4, −3 and 0. */
  private static Plan largeWeights(double... values) {
    double[][] columns = Plan.transposed(new double[][] {values});
    return Plan.scored(new double[][] {{4, -3, 0}}, columns).by(Normalization.SUM);
  }

  @Test
  void contextsOverflowAndTheWeightsRemain() {
    Result result = largeWeights(1e38, 0, 0).wanting(EnumSet.of(WEIGHTS, CONTEXT)).computed();
    assertThat(result.weights(0)).containsExactly(4, -3, 0);
    assertThat(result.context(0)).containsExactly(Double.POSITIVE_INFINITY);
    assertThat(result.warnings(0))
        .extracting(Warning::code, Warning::stage)
        .containsExactly(tuple(Code.NEGATIVE_WEIGHTS, WEIGHTS), tuple(Code.OVERFLOW, CONTEXT));
  }

  @Test
  void contributionsOverflowWithTheirKey() {
    Result result = largeWeights(0, 2e38, 3e38).wanting(EnumSet.of(CONTRIBUTIONS)).computed();
    assertThat(result.contribution(0, 1)).containsExactly(FORBIDDEN);
    assertThat(result.warnings(0)).hasSize(2);
    assertThat(result.warnings(0).getLast())
        .extracting(Warning::code, Warning::stage)
        .containsExactly(Code.OVERFLOW, CONTRIBUTIONS);
    assertThat(result.warnings(0).getLast().detail()).contains("contributions[1]");
  }

  /** Five weights of one half each beside −1½, and one of 1½ beside −½. */
  @ParameterizedTest
  @ValueSource(strings = {"-3 1 1 1 1 1", "3 -1"})
  void oneWeightBeyondOneIsEnoughWhicheverItsSign(String scores) {
    double[] row = Arrays.stream(scores.split(" ")).mapToDouble(Double::parseDouble).toArray();
    double[][] values = new double[row.length][1];
    values[0][0] = LARGE;
    Result result =
        Plan.scored(new double[][] {row}, values)
            .by(Normalization.SUM)
            .wanting(EnumSet.of(CONTRIBUTIONS))
            .computed();
    assertThat(result.warnings(0).getLast().detail()).contains("contributions[0]");
  }

  @Test
  void weightsWithinOneTakeNoValueOutOfTheRange() {
    double[][] values = {{Float.MAX_VALUE}, {-Float.MAX_VALUE}, {Float.MAX_VALUE}};
    Plan.scored(new double[][] {{1, 2, 3}}, values).computed().assertNoWarnings();
  }
}
