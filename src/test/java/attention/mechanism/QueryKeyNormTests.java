package attention.mechanism;

import static attention.trace.Member.NORMALIZED_KEYS;
import static attention.trace.Member.NORMALIZED_QUERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.Dtype;
import attention.stage.HeadLayout;
import attention.stage.QueryKeyNorm;
import attention.stage.Side;
import attention.stage.VectorNorm;
import attention.trace.Warning.Code;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and keys of a length that the norm decides. */
class QueryKeyNormTests {

  /** Tokens, heads, key/value heads and the width of a head. */
  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(1, 1, 1, 1),
        Arguments.of(2, 1, 1, 3),
        Arguments.of(3, 2, 1, 4),
        Arguments.of(5, 3, 3, 5),
        Arguments.of(17, 4, 2, 33),
        Arguments.of(65, 2, 2, 64));
  }

  private static double sum(double... terms) {
    return Arrays.stream(terms).sum();
  }

  private static double squares(double... x) {
    return Arrays.stream(x).map(number -> number * number).sum();
  }

  private static double[] normalized(Preparing.Norm norm, double... x) {
    return Transformer.over(new double[][] {x}, 1, 1)
        .preparing(norm)
        .computed()
        .at(NORMALIZED_QUERY, 0, 0);
  }

  @Test
  void theThreeNormsWorkedOutByHand() {
    double root = Math.sqrt((1 + 4 + 4 + 16) / 4.0);
    assertThat(normalized(Preparing.norm(VectorNorm.RMS), 1, -2, 2, 4))
        .containsExactly(new double[] {1 / root, -2 / root, 2 / root, 4 / root}, within(1e-15));
    assertThat(normalized(Preparing.norm(VectorNorm.L2), 1, -2, 2, 4))
        .containsExactly(new double[] {0.2, -0.4, 0.4, 0.8}, within(1e-15));
    double deviation = Math.sqrt((4 + 1 + 1 + 4) / 4.0);
    assertThat(normalized(Preparing.norm(VectorNorm.LAYER), 1, 2, 4, 5))
        .containsExactly(
            new double[] {-2 / deviation, -1 / deviation, 1 / deviation, 2 / deviation},
            within(1e-15));
  }

  /** The reciprocal of such a length is beyond float64, or the length itself. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 0x1p-901, 0x1p-899, 0x1p899, 0x1p901, 0x1p1021})
  void vectorsOfTheSmallestAndLargestNumbersAreNormalized(double unit) {
    assertThat(normalized(Preparing.norm(VectorNorm.L2).epsilon(0), 3 * unit, 4 * unit))
        .containsExactly(new double[] {0.6, 0.8}, within(1e-15));
    assertThat(normalized(Preparing.norm(VectorNorm.RMS).epsilon(0), unit, 7 * unit))
        .containsExactly(new double[] {0.2, 1.4}, within(1e-15));
    assertThat(normalized(Preparing.norm(VectorNorm.LAYER).epsilon(0), -7 * unit, 7 * unit))
        .containsExactly(new double[] {-1, 1}, within(1e-15));
  }

  @Test
  void epsilonIsScaledWithItsVector() {
    assertThat(normalized(Preparing.norm(VectorNorm.L2).epsilon(0x1p-1000), 0x1p-1001, 0))
        .containsExactly(0.5, 0);
    assertThat(normalized(Preparing.norm(VectorNorm.RMS).epsilon(0x1p-1022), 0x1p-511, 0))
        .containsExactly(new double[] {1 / Math.sqrt(1.5), 0}, within(1e-15));
    assertThat(normalized(Preparing.norm(VectorNorm.RMS).epsilon(0x1p-1022), 0x1p-1000, 0))
        .containsExactly(new double[] {0x1p-489, 0}, within(0x1p-540));
  }

  @Test
  void epsilonIsAddedToMeanAndVarianceAndBoundsALengthFromBelow() {
    assertThat(normalized(Preparing.norm(VectorNorm.RMS).epsilon(3), 1, 1))
        .containsExactly(0.5, 0.5);
    assertThat(normalized(Preparing.norm(VectorNorm.LAYER).epsilon(3), 1, 3))
        .containsExactly(-0.5, 0.5);
    assertThat(normalized(Preparing.norm(VectorNorm.L2).epsilon(10), 3, 4))
        .containsExactly(new double[] {0.3, 0.4}, within(1e-15));
    assertThat(normalized(Preparing.norm(VectorNorm.L2).epsilon(4), 3, 4))
        .containsExactly(new double[] {0.6, 0.8}, within(1e-15));
    assertThat(normalized(Preparing.norm(VectorNorm.RMS).epsilon(1e-6), 0, 0))
        .containsExactly(0, 0);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyHeadHasTheLengthOfTheNormAndTheDirectionOfTheVector(
      int n, int heads, int keyValueHeads, int width) {
    double[][] x = Plan.drawn(100L * n + width, n, heads * width);
    Transformer layer =
        Transformer.over(x, heads, keyValueHeads)
            .key(Transformer.weights(Plan.drawn(3, heads * width, keyValueHeads * width)))
            .value(Transformer.weights(Plan.drawn(4, heads * width, keyValueHeads)));
    Result rms = layer.preparing(Preparing.norm(VectorNorm.RMS)).computed();
    Result l2 = layer.preparing(Preparing.norm(VectorNorm.L2)).computed();
    Result layered = layer.preparing(Preparing.norm(VectorNorm.LAYER).epsilon(1e-9)).computed();
    for (int i = 0; i < n; i++) {
      for (int head = 0; head < heads; head++) {
        double[] ofRms = rms.at(NORMALIZED_QUERY, i, head);
        double[] ofL2 = l2.at(NORMALIZED_QUERY, i, head);
        assertThat(squares(ofRms)).isCloseTo(width, within(1e-13 * width));
        assertThat(squares(ofL2)).isCloseTo(1, within(1e-13));
        assertThat(ofRms[0] * x[i][head * width]).isGreaterThan(0);
        assertThat(sum(layered.at(NORMALIZED_QUERY, i, head))).isCloseTo(0, within(1e-6 * width));
        if (width > 1) {
          assertThat(squares(layered.at(NORMALIZED_QUERY, i, head)))
              .isCloseTo(width, within(1e-4 * width));
        }
      }
      assertThat(squares(rms.row(NORMALIZED_KEYS, i)))
          .isCloseTo(keyValueHeads * width, within(1e-13 * keyValueHeads * width));
    }
  }

  @Test
  void overAllColumnsTheHeadsAreOneVector() {
    double[][] x = {{1, 0, 0, 1}};
    double share = Math.sqrt(0.5);
    Transformer layer = Transformer.over(x, 2, 2);
    Result over = layer.preparing(Preparing.norm(VectorNorm.L2).overAll()).computed();
    assertThat(over.at(NORMALIZED_QUERY, 0, 0))
        .containsExactly(new double[] {share, 0}, within(1e-15));
    assertThat(over.at(NORMALIZED_QUERY, 0, 1))
        .containsExactly(new double[] {0, share}, within(1e-15));
    assertThat(over.row(NORMALIZED_KEYS, 0))
        .containsExactly(new double[] {share, 0, 0, share}, within(1e-15));
    Result each = layer.preparing(Preparing.norm(VectorNorm.L2)).computed();
    assertThat(each.at(NORMALIZED_QUERY, 0, 0)).containsExactly(1, 0);
    assertThat(each.at(NORMALIZED_QUERY, 0, 1)).containsExactly(0, 1);
  }

  @Test
  void gainsAndBiasesAreThoseOfTheSideAndTheSameForAllHeads() {
    double[][] x = {{1, 3, 5, 1}};
    Preparing.Norm norm =
        Preparing.norm(VectorNorm.LAYER)
            .query(new double[] {2, 3}, new double[] {10, 20})
            .key(new double[] {-1, 5}, null);
    Result result = Transformer.over(x, 2, 2).preparing(norm).computed();
    assertThat(result.at(NORMALIZED_QUERY, 0, 0)).containsExactly(8, 23);
    assertThat(result.at(NORMALIZED_QUERY, 0, 1)).containsExactly(12, 17);
    assertThat(result.row(NORMALIZED_KEYS, 0)).containsExactly(1, 5, -1, -5);
    Preparing.Norm wide =
        Preparing.norm(VectorNorm.L2).overAll().query(new double[] {1, 2, 3, 4}, null);
    assertThat(Transformer.over(x, 2, 2).preparing(wide).computed().at(NORMALIZED_QUERY, 0, 1))
        .containsExactly(new double[] {3 * 5 / 6.0, 4 / 6.0}, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({"1e-40, FLOAT32", "8e37, FLOAT32", "1e-200, FLOAT64", "1e300, FLOAT64"})
  void aSquareThatLeavesTheRangeDoesNoHarm(double size, Dtype dtype) {
    double[][] x = {{3 * size, -4 * size}};
    double relative = size < 1 && dtype == Dtype.FLOAT32 ? 1e-4 : 1e-6;
    for (VectorNorm norm : new VectorNorm[] {VectorNorm.RMS, VectorNorm.L2}) {
      Result result =
          Transformer.over(x, 1, 1).in(dtype).preparing(Preparing.norm(norm)).computed();
      double length = norm == VectorNorm.L2 ? 1 : Math.sqrt(2);
      assertThat(result.at(NORMALIZED_QUERY, 0, 0))
          .containsExactly(new double[] {0.6 * length, -0.8 * length}, within(relative));
    }
    double[][] apart = {{size, 2 * size}};
    Result layered =
        Transformer.over(apart, 1, 1)
            .in(dtype)
            .preparing(Preparing.norm(VectorNorm.LAYER))
            .computed();
    assertThat(layered.at(NORMALIZED_QUERY, 0, 0))
        .containsExactly(new double[] {-1, 1}, within(relative));
  }

  @ParameterizedTest
  @EnumSource
  void nothingToDivideByIsAnOverflowOfTheNormalizedQuery(VectorNorm norm) {
    Result result =
        Transformer.over(new double[][] {{0, 0}}, 1, 1).preparing(Preparing.norm(norm)).computed();
    assertThat(result.warned(0, 0, Code.OVERFLOW, NORMALIZED_QUERY)).contains("normalizedQuery[0]");
  }

  @Test
  void underHalvesANormIsRoundedOnce() {
    Dtype dtype = Dtype.FLOAT16;
    double gain = dtype.round(0.7);
    Preparing.Norm norm =
        Preparing.norm(VectorNorm.RMS).query(new double[] {0.7, 1}, new double[] {0.3, 0});
    Result result =
        Transformer.over(new double[][] {{3, 1}}, 1, 1).in(dtype).preparing(norm).computed();
    double root = Math.sqrt(5);
    assertThat(result.at(NORMALIZED_QUERY, 0, 0))
        .containsExactly(dtype.round(3 / root * gain + dtype.round(0.3)), dtype.round(1 / root));
  }

  @Test
  void theFormulaNamesGainAndBiasWhereThereAreAny() {
    QueryKeyNorm<?> plain = norm(Preparing.norm(VectorNorm.L2));
    assertThat(plain.formula(Side.QUERIES))
        .isEqualTo("q_i \\leftarrow \\frac{q_i}{\\max(\\lVert q_i \\rVert, \\epsilon)}");
    double[] one = {1};
    QueryKeyNorm<?> full = norm(Preparing.norm(VectorNorm.LAYER).key(one, one));
    assertThat(full.formula(Side.KEYS))
        .startsWith("k_j \\leftarrow \\frac{k_j - \\operatorname{mean}(k_j)}{")
        .endsWith("} \\circ g_k + b_k");
    assertThat(full.formula(Side.QUERIES)).doesNotContain("circ");
    assertThat(norm(Preparing.norm(VectorNorm.RMS)).formula(Side.QUERIES))
        .contains("\\sqrt{\\operatorname{mean}(q_i^2) + \\epsilon}");
    assertThat(VectorNorm.values())
        .extracting(VectorNorm::toString)
        .containsExactly("rms", "layer", "l2");
  }

  private static QueryKeyNorm<?> norm(Preparing.Norm norm) {
    return (QueryKeyNorm<?>)
        norm.over(attention.kernel.Kernels.scalar().float64(), HeadLayout.SINGLE);
  }
}
