package attention.mechanism;

import static attention.trace.Member.BIASED_SCORES;
import static attention.trace.Member.CONTEXT;
import static attention.trace.Member.OUTPUT;
import static attention.trace.Member.QUERY;
import static attention.trace.Member.SCALED_SCORES;
import static attention.trace.Member.SCORES;
import static attention.trace.Member.WEIGHT_SUM;
import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import attention.mechanism.Transformer.Weights;
import attention.stage.Normalization;
import attention.trace.Member;
import attention.trace.Warning.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is rounded under the halves, once, and what is not. */
class HalfPrecisionTests {

  private static final double[][] ONE = {{1}};

  @Test
  void inputsAreRoundedOnce() {
    Result result = Plan.self(new double[] {1.0004882812509095, 0.1}).in(Dtype.FLOAT16).computed();
    assertThat(result.at(QUERY, 0)).containsExactly(1.0009765625, 0.0999755859375);
  }

  @Test
  void aProductIsAccumulatedInFloat32() {
    double[][] keys = {{300, -299}, {-299, 300}};
    Result result =
        Plan.cross(new double[][] {{300, 300}}, keys, keys).in(Dtype.FLOAT16).computed();
    assertThat(result.at(SCORES, 0)).containsExactly(300, 300);
  }

  /** 2048 + 1 would be rounded to 2048 before the bias. */
  @Test
  void aProjectionAndItsBiasAreOneRounding() {
    double[][] ones = {{1, 1}};
    Weights sum = new Weights(new double[][] {{2048}, {1}}, new double[] {1});
    Result result =
        Transformer.over(ones, 1, 1)
            .in(Dtype.FLOAT16)
            .query(sum)
            .key(Transformer.weights(new double[][] {{1}, {0}}))
            .value(sum)
            .output(new Weights(new double[][] {{1}}, new double[] {1}))
            .computed();
    assertThat(result.at(QUERY, 0, 0)).containsExactly(2050);
    assertThat(result.at(CONTEXT, 0, 0)).containsExactly(2050);
    assertThat(result.at(OUTPUT, 0)).containsExactly(2052);
  }

  @Test
  void theLayerOfAScoreFunctionIsNotRounded() {
    double[][] query = {{2048, 0}};
    double[][] key = {{1, 0}};
    Result result =
        Plan.cross(ONE, ONE, ONE)
            .in(Dtype.FLOAT16)
            .score(Scoring.additive(query, key, new double[] {-2048, 0}, new double[] {1, 0}))
            .computed();
    assertThat(result.at(SCORES, 0)).containsExactly(Dtype.FLOAT16.round(Math.tanh(1)));
    Result general =
        Plan.cross(new double[][] {{1, 1}}, ONE, ONE)
            .in(Dtype.FLOAT16)
            .score(Scoring.general(new double[][] {{60_000}, {10_000}}))
            .scale(0.5)
            .computed();
    general.warned(0, Code.OVERFLOW, SCORES);
    Result inside =
        Plan.cross(new double[][] {{1, 1}}, new double[][] {{0.5}}, ONE)
            .in(Dtype.FLOAT16)
            .score(Scoring.general(new double[][] {{60_000}, {10_000}}))
            .computed();
    assertThat(inside.at(SCORES, 0)).containsExactly(35_008);
  }

  @Test
  void aScaleIsRoundedToo() {
    Result result =
        Plan.scored(new double[][] {{1024}}, ONE).in(Dtype.FLOAT16).scale(0.3).computed();
    assertThat(result.at(SCALED_SCORES, 0)).containsExactly(1024 * Dtype.FLOAT16.round(0.3));
  }

  /** 2048 + 1 would be rounded to 2048 before the second bias. */
  @Test
  void allBiasesAreAddedBeforeTheSumIsRounded() {
    Result result =
        Transformer.over(new double[][] {{1}}, 1, 1)
            .in(Dtype.FLOAT16)
            .query(Transformer.weights(new double[] {2048}))
            .bias(new double[] {1})
            .headBias(new double[][] {{1}})
            .computed();
    assertThat(result.at(BIASED_SCORES, 0, 0)).containsExactly(2050);
  }

  /** exp(12) lies outside of float16, and exp(−9) is subnormal there. */
  @Test
  void aNormalizationIsComputedInFloat32AndRoundedOnce() {
    Result result =
        Plan.weights(new double[] {12, 11, 3})
            .in(Dtype.FLOAT16)
            .by(Normalization.NAIVE_SOFTMAX)
            .computed();
    double sum = Math.exp(12) + Math.exp(11) + Math.exp(3);
    assertThat(result.weights(0))
        .containsExactly(
            Dtype.FLOAT16.round(Math.exp(12) / sum),
            Dtype.FLOAT16.round(Math.exp(11) / sum),
            Dtype.FLOAT16.round(Math.exp(3) / sum));
  }

  @Test
  void weightsAloneAddUpToASumThatIsNotRounded() {
    double[] scores = {0.121, 1.634, 0.144, 0.654};
    Plan weights = Plan.weights(scores).in(Dtype.FLOAT16).by(Normalization.SUM);
    assertThat(weights.computed().at(WEIGHT_SUM, 0)).containsExactly(1.00006103515625);
    Plan within =
        Plan.scored(new double[][] {scores}, new double[4][1])
            .in(Dtype.FLOAT16)
            .by(Normalization.SUM);
    assertThat(within.computed().at(WEIGHT_SUM, 0)).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT16, 65504.0, 'float32 reaches further, to 3.4028235E38'",
    "BFLOAT16, 3.3895314E38, 'float64 reaches further, to 1.7976931348623157E308'"
  })
  void anOverflowNamesTheDtypeItsLargestNumberAndTheNext(
      Dtype dtype, String largest, String further) {
    double big = dtype.largest();
    Result result = Plan.self(new double[] {big}).in(dtype).computed();
    assertThat(result.warned(0, Code.OVERFLOW, SCORES))
        .contains("scores[0]", dtype + ", whose largest number is " + largest, further);
    result.assertNoWeights(0);
  }

  @Test
  void theNextHalfBeyondTheLargestIsAnOverflowAndTheLargestIsNone() {
    double[][] keys = {{255.875, 15}, {255.875, 17}};
    Result result = Plan.cross(new double[][] {{256, 0}}, keys, keys).in(Dtype.FLOAT16).computed();
    result.assertNoWarnings();
    Result beyond = Plan.cross(new double[][] {{256, 1}}, keys, keys).in(Dtype.FLOAT16).computed();
    assertThat(beyond.warned(0, Code.OVERFLOW, SCORES)).contains("scores[1]");
  }

  @Test
  void aWeightOutsideTheHalvesIsAnOverflowAlthoughFloat32HasIt() {
    double[] scores = {8, -8, 0x1p-14};
    Plan plan = Plan.weights(scores).by(Normalization.SUM);
    assertThat(plan.computed().weights(0)).containsExactly(0x1p17, -0x1p17, 1);
    Result half = plan.in(Dtype.FLOAT16).computed();
    assertThat(half.warned(0, Code.OVERFLOW, Member.WEIGHTS))
        .contains("float16, whose largest number is 65504.0", "float32 reaches further");
    half.assertNoWeights(0);
  }

  @Test
  void scoresThatCancelAreToldInFloat32() {
    Plan plan = Plan.weights(new double[] {8, -8}).by(Normalization.SUM).in(Dtype.BFLOAT16);
    assertThat(plan.computed().warned(0, Code.ZERO_SUM, Member.WEIGHTS))
        .contains("exactly 0 in float32");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void anExponentialIsLookedForInFloat32(Dtype dtype) {
    Plan plan = Plan.weights(new double[] {-200, -300}).in(dtype).by(Normalization.NAIVE_SOFTMAX);
    assertThat(plan.computed().warned(0, Code.UNDERFLOW, Member.WEIGHTS))
        .contains("is 0 in float32", "float64 reaches further");
    Plan large = Plan.weights(new double[] {200, 300}).in(dtype).by(Normalization.NAIVE_SOFTMAX);
    assertThat(large.computed().warned(0, Code.OVERFLOW, Member.WEIGHTS))
        .contains("outside float32, whose largest number is 3.4028235E38");
  }
}
