package attention.mechanism;

import static attention.stage.Normalization.NAIVE_SOFTMAX;
import static attention.stage.Normalization.SOFTMAX;
import static attention.stage.Normalization.SUM;
import static attention.trace.Member.SINK_WEIGHT;
import static attention.trace.Member.WEIGHTS;
import static attention.trace.Member.WEIGHT_SUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import attention.kernel.Exact;
import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.stage.Normalization;
import attention.trace.Formula;
import attention.trace.Member;
import attention.trace.Warning.Code;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sink has a share of the denominator, and of nothing else. */
class SinkTests {

  private static final double NONE = Double.NEGATIVE_INFINITY;

  private static Result weights(Normalization normalization, double sink, double... scores) {
    return Plan.weights(scores).by(normalization).sink(sink).computed();
  }

  @ParameterizedTest
  @EnumSource(names = {"SOFTMAX", "NAIVE_SOFTMAX"})
  void aSinkOfZeroAddsOneToTheDenominator(Normalization softmax) {
    Result result = weights(softmax, 0, Math.log(1), Math.log(2), Math.log(5));
    double ninth = 1.0 / 9;
    assertThat(result.weights(0))
        .containsExactly(new double[] {ninth, 2 * ninth, 5 * ninth}, within(1e-7));
    assertThat(result.at(SINK_WEIGHT, 0)).containsExactly(new double[] {ninth}, within(1e-8));
    assertThat(result.at(WEIGHT_SUM, 0)).containsExactly(new double[] {8 * ninth}, within(1e-7));
    result.assertNoWarnings();
  }

  @ParameterizedTest
  @EnumSource(names = {"SOFTMAX", "NAIVE_SOFTMAX"})
  void aSinkOfMinusInfinityIsNone(Normalization softmax) {
    double[] scores = Plan.drawn(3, 1, 33)[0];
    assertThat(weights(softmax, NONE, scores).weights(0))
        .isEqualTo(Plan.weights(scores).by(softmax).computed().weights(0));
    assertThat(weights(softmax, NONE, scores).members()).doesNotContain(SINK_WEIGHT);
    assertThat(weights(softmax, -1e30, scores).at(SINK_WEIGHT, 0)).containsExactly(0);
  }

  @Test
  void aSinkFarAboveTheScoresTakesAllOfTheRow() {
    Result result = weights(SOFTMAX, 1e30, 1, -2, 5);
    assertThat(result.weights(0)).containsExactly(0, 0, 0);
    assertThat(result.at(SINK_WEIGHT, 0)).containsExactly(1);
    result.assertNoWarnings();
  }

  @Test
  void noFiniteSinkOrScoreOverflows() {
    double largest = Float.MAX_VALUE;
    Result result = weights(SOFTMAX, largest, largest, -largest);
    assertThat(result.weights(0)).containsExactly(0.5, 0);
    assertThat(result.at(SINK_WEIGHT, 0)).containsExactly(0.5);
    assertThat(weights(SOFTMAX, -largest, largest).at(SINK_WEIGHT, 0)).containsExactly(0);
    result.assertNoWarnings();
  }

  @Test
  void naiveSoftmaxOverflowsWhereTheSinkDoes() {
    Result result = weights(NAIVE_SOFTMAX, 100, 1, 2);
    assertThat(result.warned(0, Code.OVERFLOW, WEIGHTS)).contains("exp(100.0)");
    result.assertNoWeights(0);
    assertThat(result.at(SINK_WEIGHT, 0)).containsExactly(Double.NaN);
    assertThat(weights(NAIVE_SOFTMAX, 1, 100).warned(0, Code.OVERFLOW, WEIGHTS))
        .contains("exp(100.0)");
    weights(NAIVE_SOFTMAX, 88.5, 88.5).warned(0, Code.OVERFLOW, WEIGHTS);
  }

  @Test
  void naiveSoftmaxUnderflowsOnlyWhereTheSinkDoesToo() {
    Result result = weights(NAIVE_SOFTMAX, 0, -200, -300);
    assertThat(result.weights(0)).containsExactly(0, 0);
    assertThat(result.at(SINK_WEIGHT, 0)).containsExactly(1);
    result.assertNoWarnings();
    assertThat(weights(NAIVE_SOFTMAX, -150, -200).warned(0, Code.UNDERFLOW, WEIGHTS))
        .contains("exp(-150.0)");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1000, 0, 1000})
  void theSinkHasAllOfARowWithoutAKey(double sink) {
    for (Normalization softmax : new Normalization[] {SOFTMAX, NAIVE_SOFTMAX}) {
      Result result = weights(softmax, sink, NONE, NONE);
      result.warned(0, Code.FULLY_MASKED, WEIGHTS);
      assertThat(result.weights(0)).containsExactly(0, 0);
      assertThat(result.at(SINK_WEIGHT, 0)).containsExactly(1);
    }
  }

  @Test
  void aMaskedKeyTakesNoShare() {
    Result result = weights(SOFTMAX, 0, 0, NONE);
    assertThat(result.weights(0)).containsExactly(0.5, 0);
    assertThat(result.at(SINK_WEIGHT, 0)).containsExactly(0.5);
  }

  @Test
  void aRowThatFailedBeforeHasNoShareEither() {
    Result result = Plan.self(new double[] {1e20, 1}, new double[] {1, 1}).sink(0).computed();
    assertThat(result.at(SINK_WEIGHT, 0)).containsExactly(Double.NaN);
    assertThat(result.at(SINK_WEIGHT, 1)[0]).isBetween(0.0, 1.0);
  }

  @Test
  void theSinkIsRoundedToTheDtype() {
    double sink = 1 + 0x1p-30;
    assertThat(weights(SOFTMAX, sink, 1, 1).weights(0))
        .isEqualTo(weights(SOFTMAX, 1, 1, 1).weights(0));
  }

  @Test
  void theShareIsKeptWhereItIsWantedAlone() {
    Plan plan = Plan.weights(new double[] {0, 0}).sink(0).wanting(EnumSet.of(SINK_WEIGHT));
    assertThat(plan.computed().members()).containsExactly(SINK_WEIGHT);
    assertThat(plan.computed().at(SINK_WEIGHT, 0)[0]).isEqualTo(1 / 3f);
    assertThat(Plan.weights(new double[] {0, 0}).computed().members()).doesNotContain(SINK_WEIGHT);
    assertThat(plan.wanting(EnumSet.of(WEIGHTS)).computed().members()).containsExactly(WEIGHTS);
  }

  @Test
  void everyHeadHasASinkOfItsOwn() {
    double[][] x = Plan.drawn(1, 3, 4);
    Result result = Transformer.over(x, 2, 2).sinks(NONE, 1e9).computed();
    for (int row = 0; row < 3; row++) {
      assertThat(Arrays.stream(result.at(WEIGHTS, row, 0)).sum()).isCloseTo(1, within(1e-15));
      assertThat(result.at(SINK_WEIGHT, row, 1)).containsExactly(1);
      assertThat(result.at(Member.CONTEXT, row, 1)).containsExactly(0, 0);
    }
  }

  @Test
  void theFormulasNameTheSink() {
    for (Normalization softmax : new Normalization[] {SOFTMAX, NAIVE_SOFTMAX}) {
      Plan plan = Plan.weights(new double[] {1}).by(softmax).sink(0).wanting(Member.defaults());
      assertThat(plan.computed().preamble().stages())
          .extracting(Formula::member, Formula::latex)
          .containsExactly(
              tuple(WEIGHTS, softmax.formulaWithSink()),
              tuple(SINK_WEIGHT, "1 - \\sum_j \\alpha_{ij}"));
      assertThat(softmax.formulaWithSink()).contains("\\exp(\\text{sink}");
      assertThat(softmax.formula()).doesNotContain("sink");
      assertThat(softmax.takesSink()).isTrue();
    }
  }

  @Test
  void whatIsDividedByTheSumHasNoPlaceForASink() {
    assertThat(SUM.takesSink()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> weights(SUM, 0, 1))
        .withMessageContaining("sum");
  }

  static Stream<Arguments> problems() {
    return Stream.of(Kernels.scalar(), Kernels.of(Kernels.Choice.SIMD))
        .flatMap(kernels ->
            Stream.of(Dtype.FLOAT32, Dtype.FLOAT64)
                .flatMap(dtype ->
                    Stream.of(-3.0, 0.25, 4.0).map(sink -> Arguments.of(kernels, dtype, sink))));
  }

  /** The bound of a softmax over one score more. */
  @ParameterizedTest
  @MethodSource("problems")
  void weightsAndShareStayWithinTheBoundOfOneScoreMore(Kernels kernels, Dtype dtype, double sink) {
    double[] scores = Arrays.stream(Plan.drawn(7, 1, 37)[0]).map(x -> 5 * x).toArray();
    Arrays.setAll(scores, j -> dtype.round(scores[j]));
    Result result = Plan.weights(scores).sink(sink).in(dtype).on(kernels).computed();
    double epsilon = dtype == Dtype.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    double relative = Math.expm1((scores.length + 1 + 10 + 4) * epsilon);
    BigDecimal all = Exact.exp(Exact.of(sink));
    for (double score : scores) {
      all = all.add(Exact.exp(Exact.of(score)));
    }
    for (int j = 0; j < scores.length; j++) {
      BigDecimal weight = Exact.exp(Exact.of(scores[j])).divide(all, MathContext.DECIMAL128);
      Exact.assertClosePart(result.weights(0)[j], weight, relative);
    }
    BigDecimal share = Exact.exp(Exact.of(sink)).divide(all, MathContext.DECIMAL128);
    Exact.assertClosePart(result.at(SINK_WEIGHT, 0)[0], share, relative);
  }
}
