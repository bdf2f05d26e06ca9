package attention.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.Dtype;
import attention.stage.Normalization;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold whatever the numbers are, at many shapes. */
class PropertyTests {

  private static final double EPSILON = Math.ulp(1f);

  static Stream<Arguments> shapes() {
    return IntStream.of(1, 2, 3, 7, 17, 33, 64, 65)
        .boxed()
        .flatMap(n -> Stream.of(1, 2, 5, 64, 100).map(d -> Arguments.of(n, d)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theWeightsOfARowSumToOne(int n, int d) {
    double[][] x = Plan.drawn(seed(n, d), n, d);
    for (Normalization normalization : Normalization.values()) {
      double[][] positive = normalization == Normalization.SUM ? absolute(x) : x;
      Result result = Plan.self(positive).by(normalization).computed();
      result.assertNoWarnings();
      for (int i = 0; i < n; i++) {
        assertThat(Arrays.stream(result.weights(i)).sum()).isCloseTo(1, within((n + 2) * EPSILON));
        assertThat(Arrays.stream(result.weights(i)).min()).hasValueCloseTo(0.5, within(0.5));
        assertThat(result.at(Member.WEIGHT_SUM, i)[0]).isCloseTo(1, within((n + 2) * EPSILON));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void permutingTheKeysPermutesTheWeightsAndLeavesTheContext(int n, int d) {
    double[][] queries = Plan.drawn(seed(n, d), 3, d);
    double[][] keys = Plan.drawn(seed(n, d) + 1, n, d);
    double[][] values = Plan.drawn(seed(n, d) + 2, n, d);
    List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    Collections.shuffle(order, new Random(n));
    Result result = Plan.cross(queries, keys, values).computed();
    Result shuffled =
        Plan.cross(queries, permuted(keys, order), permuted(values, order)).computed();
    double bound = 4 * n * EPSILON;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < n; j++) {
        double weight = result.weights(i)[order.get(j)];
        assertThat(shuffled.weights(i)[j]).isCloseTo(weight, within(weight * bound));
      }
      assertThat(shuffled.context(i)).containsExactly(result.context(i), within(bound));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void addingAConstantToARowOfScoresChangesNothing(int n, int d) {
    double[][] scores = new double[3][n];
    Random random = new Random(seed(n, d));
    for (double[] row : scores) {
      Arrays.setAll(row, j -> random.nextInt(-64 * d, 64 * d) / 64.0);
    }
    double[][] moved = scores.clone();
    Arrays.setAll(
        moved, i -> Arrays.stream(scores[i]).map(score -> score + 1000 * (i + 1)).toArray());
    for (int i = 0; i < 3; i++) {
      assertThat(Plan.weights(moved).computed().weights(i))
          .isEqualTo(Plan.weights(scores).computed().weights(i));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aCausalRowEqualsTheTruncatedProblem(int n, int d) {
    double[][] x = Plan.drawn(seed(n, d), n, d);
    Result causal = Plan.self(x).causal().computed();
    for (int i = 0; i < n; i++) {
      Result truncated = Plan.self(Arrays.copyOf(x, i + 1)).queries(i).computed();
      double[] weights = causal.weights(i);
      assertThat(Arrays.copyOf(weights, i + 1))
          .containsExactly(truncated.weights(0), within(4 * n * EPSILON));
      assertThat(Arrays.stream(weights, i + 1, n)).allMatch(weight -> weight == 0);
      assertThat(causal.context(i)).containsExactly(truncated.context(0), within(4 * n * EPSILON));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void float32AgreesWithFloat64WithinABoundFromItsShape(int n, int d) {
    double[][] x = Plan.drawn(seed(n, d), n, d);
    Result narrow = Plan.self(x).computed();
    Result wide = Plan.self(x).in(Dtype.FLOAT64).computed();
    for (int i = 0; i < n; i++) {
      double magnitude = magnitude(x, i);
      double scores = d * EPSILON * magnitude;
      assertThat(narrow.at(Member.SCORES, i))
          .containsExactly(wide.at(Member.SCORES, i), within(scores));
      double weights = Math.expm1(2 * scores + 2 * magnitude * EPSILON + (n + 4) * EPSILON);
      for (int j = 0; j < n; j++) {
        double weight = wide.weights(i)[j];
        assertThat(narrow.weights(i)[j]).isCloseTo(weight, within(weights * weight));
      }
      assertThat(narrow.context(i))
          .containsExactly(wide.context(i), within(weights + 2 * n * EPSILON));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aRowIsTheSameWhicheverOthersAreAskedFor(int n, int d) {
    double[][] x = Plan.drawn(seed(n, d), n, d);
    Result all = Plan.self(x).causal().scale(0.5).computed();
    int[] chosen = new Random(n).ints(n + 2, 0, n).toArray();
    Result some = Plan.self(x).causal().scale(0.5).queries(chosen).computed();
    assertThat(some.rowCount()).isEqualTo(n + 2);
    for (int row = 0; row < chosen.length; row++) {
      assertThat(some.query(row)).isEqualTo(chosen[row]);
      for (Member member : some.members()) {
        if (member != Member.CONTRIBUTIONS) {
          assertThat(some.at(member, row)).isEqualTo(all.at(member, chosen[row]));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theContributionsAddUpToTheContext(int n, int d) {
    Result result = Plan.self(Plan.drawn(seed(n, d), n, d)).computed();
    double[] sum = new double[d];
    for (int key = 0; key < n; key++) {
      double[] term = result.contribution(n - 1, key);
      Arrays.setAll(sum, k -> sum[k] + term[k]);
    }
    assertThat(result.context(n - 1)).containsExactly(sum, within(2 * n * EPSILON));
  }

  @ParameterizedTest
  @EnumSource(Dtype.class)
  void theOnlyKeyAllowedGivesItsValueUnchanged(Dtype dtype) {
    double[][] x = Plan.drawn(5, 17, 33);
    for (Normalization normalization : Normalization.values()) {
      for (int key = 0; key < x.length; key++) {
        boolean[] only = new boolean[x.length];
        only[key] = true;
        Result result = Plan.self(x).in(dtype).by(normalization).keys(only).computed();
        assertThat(result.context(0)).isEqualTo(Arrays.stream(x[key]).map(dtype::round).toArray());
      }
    }
  }

  private static long seed(int n, int d) {
    return 1000L * n + d;
  }

  private static double[][] absolute(double[][] x) {
    return Arrays.stream(x)
        .map(row -> Arrays.stream(row).map(Math::abs).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] permuted(double[][] rows, List<Integer> order) {
    return order.stream().map(i -> rows[i]).toArray(double[][]::new);
  }

  /** The largest Σ_k |q_k k_jk| of a row. */
  private static double magnitude(double[][] x, int i) {
    return Arrays.stream(x)
        .mapToDouble(key ->
            IntStream.range(0, key.length).mapToDouble(k -> Math.abs(x[i][k] * key[k])).sum())
        .max()
        .orElseThrow();
  }
}
