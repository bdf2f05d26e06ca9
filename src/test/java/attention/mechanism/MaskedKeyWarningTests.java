package attention.mechanism;

import static attention.trace.Member.BIASED_SCORES;
import static attention.trace.Member.CONTEXT;
import static attention.trace.Member.CONTRIBUTIONS;
import static attention.trace.Member.KEYS;
import static attention.trace.Member.MASKED_SCORES;
import static attention.trace.Member.QUERY;
import static attention.trace.Member.SCALED_SCORES;
import static attention.trace.Member.SCORES;
import static attention.trace.Member.VALUES;
import static attention.trace.Member.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import attention.mechanism.Transformer.Weights;
import attention.stage.Bias;
import attention.stage.Scale;
import attention.trace.Member;
import attention.trace.Warning;
import attention.trace.Warning.Code;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shown and told of a key that left the range of its dtype, masked for some queries. */
class MaskedKeyWarningTests {

  private static final double FORBIDDEN = Double.NEGATIVE_INFINITY;
  private static final Weights DOUBLED = Transformer.weights(new double[][] {{2, 0}, {0, 2}});

  @Test
  void stagesBeforeTheMaskAreShownAsComputed() {
    double[][] bias = {{0, FORBIDDEN, 0}};
    Result result =
        Plan.scored(new double[][] {{1, 3e38, 2}}, new double[][] {{1}, {2}, {3}})
            .scale(2)
            .bias(bias)
            .keys(true, true, false)
            .computed();
    assertThat(result.at(SCALED_SCORES, 0)).containsExactly(2, Double.POSITIVE_INFINITY, 4);
    assertThat(result.at(BIASED_SCORES, 0)).containsExactly(2, Double.NaN, 4);
    assertThat(result.at(MASKED_SCORES, 0)).containsExactly(2, FORBIDDEN, FORBIDDEN);
    assertThat(result.weights(0)).containsExactly(1, 0, 0);
    result.assertNoWarnings();
  }

  @Test
  void aKeyThatMayBeAttendedToIsReportedThoughAnotherOneBeforeItIsMasked() {
    double[][] x = {{3e38, 1}, {1, 3e38}, {1, 1}};
    Result result = Plan.self(x).key(DOUBLED).keys(false, true, true).computed();
    assertThat(result.warned(0, Code.OVERFLOW, KEYS)).contains("keys[1][1]");
    Result values =
        Plan.cross(new double[3][2], x, x).value(DOUBLED).keys(false, true, true).computed();
    assertThat(values.warned(1, Code.OVERFLOW, VALUES)).contains("values[1][1]");
    assertThat(values.weights(1)).containsExactly(0, 0.5, 0.5);
    assertThat(values.context(1)).containsExactly(2, Double.POSITIVE_INFINITY);
    assertThat(values.contribution(1, 0)).containsExactly(0, 0);
    assertThat(values.contribution(1, 1)).containsExactly(1, Double.POSITIVE_INFINITY);
  }

  @Test
  void aValueOutOfTheRangeIsReportedOnceWhereOnlyContributionsAreWanted() {
    double[][] x = {{1, 3e38}, {1, 1}};
    for (EnumSet<Member> wanted :
        List.of(EnumSet.of(CONTRIBUTIONS), EnumSet.of(CONTRIBUTIONS, CONTEXT))) {
      Result result = Plan.cross(new double[2][2], x, x).value(DOUBLED).wanting(wanted).computed();
      assertThat(result.warned(0, Code.OVERFLOW, VALUES)).contains("values[0][1]");
    }
    Result none =
        Plan.cross(new double[2][2], x, x).value(DOUBLED).wanting(EnumSet.of(QUERY)).computed();
    none.assertNoWarnings();
  }

  @Test
  void aRowWithoutWeightsHasNoContributionsEither() {
    double[][] x = {{1, 3e38}, {1, 3e38}};
    Result result = Plan.self(x).value(DOUBLED).keys(true, false).computed();
    result.warned(0, Code.OVERFLOW, SCORES);
    assertThat(result.contribution(0, 1)).containsOnly(Double.NaN);
  }

  @Test
  void aRowWithoutAKeyHasWeightsOfZeroWhateverItsQuery() {
    double[][] x = {{3e38, 1}, {1, 1}};
    Result result = Plan.self(x).query(DOUBLED).value(DOUBLED).keys(false, false).computed();
    assertThat(result.warnings(0))
        .extracting(Warning::code, Warning::stage)
        .containsExactly(tuple(Code.OVERFLOW, QUERY), tuple(Code.FULLY_MASKED, WEIGHTS));
    result.warned(1, Code.FULLY_MASKED, WEIGHTS);
    for (int row = 0; row < 2; row++) {
      assertThat(result.weights(row)).containsExactly(0, 0);
      assertThat(result.context(row)).containsExactly(0, 0);
      assertThat(result.contribution(row, 0)).containsExactly(0, 0);
      assertThat(result.at(MASKED_SCORES, row)).containsOnly(FORBIDDEN);
    }
  }

  @Test
  void aHeadsOwnBiasMasksForThatHeadOnly() {
    double[][] x = {{1, 1, 3e38, 1}, {2, 1, 3e38, 1}, {1, 2, 1, 1}};
    double[][] open = new double[3][3];
    double[] lastOnly = {FORBIDDEN, FORBIDDEN, 0};
    double[][] closed = {lastOnly, lastOnly, lastOnly};
    double[][] queries = {{1, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}};
    Weights shared = Transformer.weights(new double[][] {{1, 0}, {1, 0}, {0, 2}, {0, 0}});
    Result result =
        Transformer.over(x, 2, 1)
            .in(Dtype.FLOAT32)
            .query(Transformer.weights(queries))
            .key(shared)
            .value(shared)
            .headBias(open, closed)
            .computed();
    for (int row = 0; row < 3; row++) {
      assertThat(result.warned(row, 0, Code.OVERFLOW, KEYS)).contains("keys[0][1]");
      assertThat(result.warnings(row, 1)).isEmpty();
      assertThat(result.at(WEIGHTS, row, 1)).containsExactly(0, 0, 1);
      assertThat(result.at(CONTEXT, row, 1)).containsExactly(3, 2);
    }
  }

  @Test
  void aBiasCountsTheKeysThatItForbidsUnlessThereAreTwo() {
    Kernel<FloatMatrix> kernel = Kernels.scalar().float32();
    float none = Float.NEGATIVE_INFINITY;
    FloatMatrix bias = FloatMatrix.of(2, 3, 0, none, none, 1, 2, 3);
    assertThat(new Bias<>(kernel, bias, null).forbidden(0, 3)).isEqualTo(2);
    assertThat(new Bias<>(kernel, null, bias).forbidden(0, 3)).isEqualTo(2);
    assertThat(new Bias<>(kernel, null, bias).forbidden(1, 3)).isZero();
    assertThat(new Bias<>(kernel, bias, bias).forbidden(1, 3)).isNegative();
    assertThat(new Scale<>(kernel, 2).forbidden(0, 3)).isZero();
  }
}
