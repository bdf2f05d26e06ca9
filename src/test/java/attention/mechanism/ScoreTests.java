package attention.mechanism;

import static attention.trace.Member.SCORES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.Dtype;
import attention.trace.Warning.Code;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Score functions with parameters, worked out by hand. */
class ScoreTests {

  private static final double[][] QUERIES = {{1, 2}, {0, -1}};
  private static final double[][] KEYS = {{1, 0, 2}, {-1, 1, 0}};
  private static final double[][] VALUES = {{1}, {0}};

  /** d_q × d_k. */
  private static final double[][] BETWEEN = {{1, 2, 3}, {0, -1, 1}};

  @Test
  void generalComparesThroughAMatrix() {
    Result result = Plan.cross(QUERIES, KEYS, VALUES).score(Scoring.general(BETWEEN)).computed();
    // q_0·W = (1, 0, 5), q_1·W = (0, 1, −1).
    assertThat(result.at(SCORES, 0)).containsExactly(11, -1);
    assertThat(result.at(SCORES, 1)).containsExactly(-2, 1);
  }

  @ParameterizedTest
  @EnumSource(Dtype.class)
  void additiveBendsASumAndWeighsIt(Dtype dtype) {
    double[][] query = {{1, 0}, {0, 0.5}};
    double[][] key = {{0, 1}, {1, 0}, {0.5, 0}};
    double[] bias = {0.25, -0.5};
    double[] energy = {2, -3};
    Result result =
        Plan.cross(QUERIES, KEYS, VALUES)
            .in(dtype)
            .score(Scoring.additive(query, key, bias, energy))
            .computed();
    // q_0·W_q = (1, 1), q_1·W_q = (0, −½); k_0·W_k + b = (1¼, ½), k_1·W_k + b = (1¼, −1½).
    double[] first = {
      2 * Math.tanh(2.25) - 3 * Math.tanh(1.5), 2 * Math.tanh(2.25) - 3 * Math.tanh(-0.5)
    };
    double[] second = {
      2 * Math.tanh(1.25) - 3 * Math.tanh(0), 2 * Math.tanh(1.25) - 3 * Math.tanh(-2)
    };
    assertThat(result.at(SCORES, 0)).containsExactly(rounded(dtype, first), within(1e-6));
    assertThat(result.at(SCORES, 1)).containsExactly(rounded(dtype, second), within(1e-6));
  }

  private static double[] rounded(Dtype dtype, double... exact) {
    return Arrays.stream(exact).map(dtype::round).toArray();
  }

  /** The hidden layer is worked out for some keys at a time: every key must get its turn. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 16_384, 16_385, 40_000})
  void additiveScoresEveryKey(int n) {
    double[][] keys = new double[n][1];
    Arrays.setAll(keys, j -> new double[] {j % 7});
    double[][] one = {{1}};
    Result result =
        Plan.cross(one, keys, keys)
            .score(Scoring.additive(one, one, new double[] {-4}, new double[] {1}))
            .computed();
    double[] scores = result.at(SCORES, 0);
    assertThat(scores).hasSize(n);
    for (int j = 0; j < n; j++) {
      assertThat(scores[j]).isEqualTo((float) Math.tanh(j % 7 - 3));
    }
  }

  @Test
  void aWideHiddenLayerIsWorkedOutKeyByKey() {
    int width = 20_000;
    double[][] wide = {new double[width]};
    Arrays.fill(wide[0], 1);
    double[] energy = new double[width];
    energy[width - 1] = 2;
    double[][] keys = {{0.5}, {-1}, {2}};
    Result result =
        Plan.cross(new double[][] {{0}}, keys, keys)
            .score(Scoring.additive(wide, wide, new double[width], energy))
            .computed();
    double[] expected = {2 * Math.tanh(0.5), 2 * Math.tanh(-1), 2 * Math.tanh(2)};
    assertThat(result.at(SCORES, 0)).containsExactly(expected, within(1e-6));
  }

  @Test
  void aScoreOutOfTheRangeIsTold() {
    double[][] huge = {{3e38, 0}, {0, 1}};
    Result general =
        Plan.cross(QUERIES, huge, VALUES)
            .score(Scoring.general(new double[][] {{2, 0}, {0, 2}}))
            .computed();
    assertThat(general.warned(0, Code.OVERFLOW, SCORES)).contains("scores[0]");
    assertThat(general.warnings(1)).isEmpty();
    double[][] identity = {{1, 0}, {0, 1}};
    Result additive =
        Plan.cross(QUERIES, huge, VALUES)
            .score(Scoring.additive(identity, identity, new double[2], new double[] {3e38, 3e38}))
            .computed();
    assertThat(additive.warned(0, Code.OVERFLOW, SCORES)).contains("scores[0]");
    assertThat(additive.warnings(1)).isEmpty();
  }
}
