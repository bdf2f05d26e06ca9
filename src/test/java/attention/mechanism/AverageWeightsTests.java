package attention.mechanism;

import static attention.trace.Member.AVERAGE_WEIGHTS;
import static attention.trace.Member.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import attention.trace.Formula;
import attention.trace.Member;
import attention.trace.Trace;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mean of the weights of several heads, which only some answers have. */
class AverageWeightsTests {

  private static final double FORBIDDEN = Double.NEGATIVE_INFINITY;
  private static final double[][] X = Plan.drawn(1, 3, 12);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 12})
  void everyKeyHasTheMeanOfItsWeights(int heads) {
    Result result = Transformer.over(X, heads, heads).computed();
    for (int row = 0; row < X.length; row++) {
      double[] mean = new double[X.length];
      for (int head = 0; head < heads; head++) {
        for (int key = 0; key < X.length; key++) {
          mean[key] += result.at(WEIGHTS, row, head)[key] / heads;
        }
      }
      assertThat(result.at(AVERAGE_WEIGHTS, row)).containsExactly(mean, within(1e-15));
    }
  }

  @Test
  void aFullyMaskedHeadCountsAsZeros() {
    double[] nothing = {FORBIDDEN, FORBIDDEN, FORBIDDEN};
    double[][] closed = {nothing, nothing, nothing};
    Result result = Transformer.over(X, 2, 2).headBias(new double[3][3], closed).computed();
    for (int row = 0; row < X.length; row++) {
      double[] half = new double[X.length];
      for (int key = 0; key < X.length; key++) {
        half[key] = result.at(WEIGHTS, row, 0)[key] / 2;
      }
      assertThat(result.at(AVERAGE_WEIGHTS, row)).isEqualTo(half);
    }
  }

  @Test
  void aHeadWithoutWeightsLeavesNoMean() {
    double[][] x = {{1, 1, 3e38, 1}, {1, 1, 1, 1}};
    Result result = Transformer.over(x, 2, 2).in(Dtype.FLOAT32).computed();
    assertThat(result.warnings(0, 1)).isNotEmpty();
    assertThat(result.at(AVERAGE_WEIGHTS, 0)).containsOnly(Double.NaN);
  }

  @Test
  void itIsThereOnlyWhereItIsWantedAndWithoutTheWeights() {
    Result alone = Transformer.over(X, 2, 2).wanting(EnumSet.of(AVERAGE_WEIGHTS)).computed();
    assertThat(alone.joinedMembers()).containsExactly(AVERAGE_WEIGHTS);
    assertThat(alone.members(0)).isEmpty();
    Result all = Transformer.over(X, 2, 2).computed();
    assertThat(alone.at(AVERAGE_WEIGHTS, 2)).isEqualTo(all.at(AVERAGE_WEIGHTS, 2));
    assertThat(alone.preamble().stages())
        .filteredOn(formula -> formula.member() == AVERAGE_WEIGHTS)
        .extracting(Formula::latex)
        .containsExactly(AverageWeights.FORMULA);
    Result plain = Transformer.over(X, 2, 2).wanting(Member.defaults()).computed();
    assertThat(plain.joinedMembers()).doesNotContain(AVERAGE_WEIGHTS);
    assertThat(plain.preamble().stages())
        .extracting(Formula::member)
        .doesNotContain(AVERAGE_WEIGHTS)
        .contains(WEIGHTS);
    assertThat(Plan.self(X).computed().members()).doesNotContain(AVERAGE_WEIGHTS);
  }

  @Test
  void itsMatricesCountInWhatABlockTakes() {
    Trace with = Transformer.over(X, 2, 2).wanting(EnumSet.of(AVERAGE_WEIGHTS)).trace();
    Trace without = Transformer.over(X, 2, 2).wanting(EnumSet.of(WEIGHTS)).trace();
    long cells = (long) X.length * X.length;
    assertThat(with.footprint().blockBytes() - without.footprint().blockBytes())
        .isEqualTo(2 * cells * Double.BYTES);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8})
  void noSumOfWeightsOverflows(int heads) {
    Kernel<FloatMatrix> kernel = Kernels.scalar().float32();
    AverageWeights<FloatMatrix> average =
        new AverageWeights<>(kernel, heads, 1, 2, new Workspace<>(kernel));
    FloatMatrix weights = FloatMatrix.of(1, 2, Float.MAX_VALUE, -Float.MAX_VALUE);
    for (int head = 0; head < heads; head++) {
      average.add(weights);
    }
    FloatMatrix mean = average.mean();
    assertThat(mean.at(0, 0)).isEqualTo(Float.MAX_VALUE);
    assertThat(mean.at(0, 1)).isEqualTo(-Float.MAX_VALUE);
  }

  @Test
  void halfTypesAreRoundedOnceAtTheEnd() {
    Kernel<FloatMatrix> kernel = Kernels.scalar().float16();
    AverageWeights<FloatMatrix> average =
        new AverageWeights<>(kernel, 3, 1, 1, new Workspace<>(kernel));
    for (float weight : new float[] {1, 0.0004883f, 0.0004883f}) {
      average.add(FloatMatrix.of(1, 1, weight));
    }
    float exact = (1 + 2 * 0.0004883f) / 3;
    assertThat(average.mean().at(0, 0)).isEqualTo(Dtype.FLOAT16.round(exact)).isNotEqualTo(exact);
  }
}
