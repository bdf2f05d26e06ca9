package attention.mechanism;

import static attention.trace.Member.BIASED_SCORES;
import static attention.trace.Member.SCORES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.Dtype;
import attention.stage.Alibi;
import attention.stage.Mask;
import attention.stage.Pairing;
import attention.stage.Rotation;
import attention.stage.VectorNorm;
import attention.trace.Formula;
import attention.trace.Member;
import attention.trace.Warning.Code;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores that fall with the distance between query and key. */
class AlibiTests {

  private static final double[][] X = Plan.drawn(21, 9, 2);

  private static Mask offset(int offset) {
    return new Mask(false, offset, null, null, null);
  }

  private static double[] slopes(int heads) {
    return IntStream.range(0, heads).mapToDouble(head -> Alibi.slope(head, heads)).toArray();
  }

  @Test
  void aPowerOfTwoOfHeadsHasAGeometricSequenceOfSlopes() {
    assertThat(slopes(1)).containsExactly(0x1p-8);
    assertThat(slopes(2)).containsExactly(0x1p-4, 0x1p-8);
    assertThat(slopes(8))
        .containsExactly(0x1p-1, 0x1p-2, 0x1p-3, 0x1p-4, 0x1p-5, 0x1p-6, 0x1p-7, 0x1p-8);
    assertThat(Alibi.slope(0, 16)).isCloseTo(Math.sqrt(0.5), within(1e-16));
  }

  @Test
  void otherNumbersOfHeadsTakeEveryOtherSlopeOfTwiceThePowerBelow() {
    assertThat(slopes(3)).containsExactly(0x1p-4, 0x1p-8, 0x1p-2);
    assertThat(slopes(7)).containsExactly(0x1p-2, 0x1p-4, 0x1p-6, 0x1p-8, 0x1p-1, 0x1p-3, 0x1p-5);
    double[] twelve = slopes(12);
    double[] sixteen = slopes(16);
    for (int head = 8; head < 12; head++) {
      assertThat(twelve[head]).isEqualTo(sixteen[2 * (head - 8)]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, -4, 1_000_000})
  void theDistanceFromThePositionOfTheQueryIsTakenAway(int offset) {
    Result result =
        Transformer.over(X, 2, 2).mask(offset(offset)).alibi(0.25, -3).queries(8, 0, 5).computed();
    for (int row = 0; row < 3; row++) {
      int query = result.query(row);
      for (int j = 0; j < X.length; j++) {
        double distance = Math.abs((double) query + offset - j);
        double[] scores = result.at(SCORES, row, 0);
        assertThat(result.at(BIASED_SCORES, row, 0)[j]).isEqualTo(scores[j] - 0.25 * distance);
        assertThat(result.at(BIASED_SCORES, row, 1)[j])
            .isEqualTo(result.at(SCORES, row, 1)[j] + 3 * distance);
      }
    }
  }

  @Test
  void itIsAddedToTheBiasesOfAllHeadsAndOfEach() {
    double[][] shared = Plan.drawn(22, 9, 9);
    double[][] own = Plan.drawn(23, 9, 9);
    Result result = Transformer.over(X, 1, 1).bias(shared).headBias(own).alibi(0.5).computed();
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        double expected =
            result.at(SCORES, i, 0)[j] + shared[i][j] + own[i][j] - 0.5 * Math.abs(i - j);
        assertThat(result.at(BIASED_SCORES, i, 0)[j]).isCloseTo(expected, within(1e-14));
      }
    }
    assertThat(result.preamble().stages())
        .contains(
            new Formula(
                BIASED_SCORES,
                "\\omega_{ij} \\leftarrow \\omega_{ij} + \\text{bias}_{ij} + \\text{headBias}^{(h)}_{ij} - \\text{slope}^{(h)} \\cdot |i + \\text{offset} - j|"));
  }

  @Test
  void underHalvesTheSlopeIsRoundedAndTheSumIsOnce() {
    double[][] ones = new double[9][1];
    Result result =
        Transformer.over(ones, 1, 1)
            .in(Dtype.FLOAT16)
            .bias(first(2048))
            .headBias(first(1))
            .mask(offset(1))
            .alibi(-1)
            .computed();
    // 2048 + 1 + 1, of which 2049 would be rounded to 2048.
    assertThat(result.at(BIASED_SCORES, 0, 0)[0]).isEqualTo(2050);
    double slope = Dtype.FLOAT16.round(0.3);
    assertThat(
            Transformer.over(ones, 1, 1)
                .in(Dtype.FLOAT16)
                .alibi(0.3)
                .computed()
                .at(BIASED_SCORES, 0, 0)[7])
        .isEqualTo(Dtype.FLOAT16.round(-7 * slope));
  }

  /** Nothing but a bias of the first key to the first query. */
  private static double[][] first(double bias) {
    double[][] biases = new double[9][9];
    biases[0][0] = bias;
    return biases;
  }

  @Test
  void aScoreThatItTakesOutOfTheRangeIsNoMask() {
    Result result = Transformer.over(X, 1, 1).in(Dtype.FLOAT16).alibi(20_000).queries(0).computed();
    assertThat(result.at(BIASED_SCORES, 0, 0)[8]).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(result.warned(0, 0, Code.OVERFLOW, BIASED_SCORES)).contains("biasedScores[4]");
    assertThat(result.at(Member.WEIGHTS, 0, 0)).containsOnly(Double.NaN);
  }

  @Test
  void aKeyThatABiasForbidsStaysForbidden() {
    double[][] bias = new double[9][9];
    bias[2][3] = Double.NEGATIVE_INFINITY;
    Result result = Transformer.over(X, 1, 1).bias(bias).alibi(0.5).computed();
    assertThat(result.at(Member.WEIGHTS, 2, 0)[3]).isZero();
    assertThat(result.warnings(2, 0)).isEmpty();
  }

  @Test
  void aBlockMayBeEmpty() {
    assertThat(Transformer.over(X, 1, 1).alibi(0.5).trace().rows(1, 1).count()).isZero();
    assertThat(
            Transformer.over(X, 1, 1)
                .preparing(
                    Preparing.norm(VectorNorm.RMS),
                    Preparing.rotary(Rotation.of(Pairing.HALVES, 10, 2)))
                .trace()
                .rows(1, 1)
                .count())
        .isZero();
  }
}
