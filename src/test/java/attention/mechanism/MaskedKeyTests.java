package attention.mechanism;

import static attention.trace.Member.MASKED_SCORES;
import static attention.trace.Member.SCORES;
import static attention.trace.Member.WEIGHT_SUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.mechanism.Transformer.Weights;
import attention.stage.Mask;
import attention.stage.Mask.Window;
import attention.stage.Normalization;
import attention.trace.Warning.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A masked key is as if it were not there, whatever its key, value, projection or score holds. */
class MaskedKeyTests {

  private static final double FORBIDDEN = Double.NEGATIVE_INFINITY;
  private static final Kernels SIMD = Kernels.of(Kernels.Choice.SIMD);

  /** The masked key is the last but one, so that a causal mask can forbid it to others. */
  private record Case(Kernels kernels, Dtype dtype, Normalization normalization, int n) {

    int masked() {
      return n - 2;
    }

    /** Three times this is out of the range. */
    double huge() {
      return dtype.largest() / 2;
    }

    double tolerance() {
      return n * (dtype == Dtype.FLOAT32 ? Math.ulp(2f) : Math.ulp(2.0));
    }

    double[][] queries() {
      return positive(Plan.drawn(1, n, 2));
    }

    double[][] keys() {
      return positive(Plan.drawn(2, n, 2));
    }

    double[][] values() {
      return Plan.drawn(3, n, 3);
    }

    /** Above 1, so that every normalization gives weights and large keys overflow. */
    private static double[][] positive(double[][] matrix) {
      return Arrays.stream(matrix)
          .map(row -> Arrays.stream(row).map(number -> 1.25 + number / 8).toArray())
          .toArray(double[][]::new);
    }

    double[][] with(double[][] vectors, double... garbage) {
      double[][] replaced = vectors.clone();
      replaced[masked()] = garbage;
      return replaced;
    }

    double[][] without(double[][] vectors) {
      List<double[]> left = new ArrayList<>(List.of(vectors));
      left.remove(masked());
      return left.toArray(double[][]::new);
    }

    Plan plan(double[][] keys, double[][] values) {
      return Plan.cross(queries(), keys, values).on(kernels).in(dtype).by(normalization).scale(0.5);
    }

    Result alone(int... queries) {
      return plan(without(keys()), without(values())).queries(queries).computed();
    }

    boolean[] padding() {
      boolean[] real = new boolean[n];
      Arrays.fill(real, true);
      real[masked()] = false;
      return real;
    }

    /** Every way to forbid the key to all queries. */
    List<UnaryOperator<Plan>> masks() {
      boolean[][] allowed = new boolean[n][];
      Arrays.fill(allowed, padding());
      double[][] bias = new double[n][n];
      for (double[] row : bias) {
        row[masked()] = FORBIDDEN;
      }
      Mask open = new Mask(false, 0, new Window(null, null), null, allowed);
      return List.of(
          plan -> plan.keys(padding()),
          plan -> plan.mask(open),
          plan -> plan.bias(bias),
          plan -> plan.softcap(1e9).bias(bias),
          plan -> plan.softcap(1e9).keys(padding()),
          plan -> plan.bias(bias).mask(open));
    }

    /** Key vectors that give −∞, +∞ and no number as scores. */
    List<double[]> garbage() {
      double h = huge() * 1.9;
      return List.of(new double[] {-h, -h}, new double[] {h, h}, new double[] {h, -h});
    }

    @Override
    public String toString() {
      return "%s %s %s over %d keys".formatted(kernels.name(), dtype, normalization, n);
    }
  }

  static Stream<Case> cases() {
    return Stream.of(Kernels.scalar(), SIMD)
        .flatMap(kernels ->
            Stream.of(Dtype.FLOAT32, Dtype.FLOAT64)
                .flatMap(dtype ->
                    Arrays.stream(Normalization.values())
                        .flatMap(normalization ->
                            IntStream.of(3, 5, 37)
                                .mapToObj(n -> new Case(kernels, dtype, normalization, n)))));
  }

  private static void assertLeftOut(Case problem, Result result, int row, Result alone, int other) {
    assertThat(result.warnings(row)).isEmpty();
    double[] weights = result.weights(row);
    assertThat(weights[problem.masked()]).isZero();
    double[] left = new double[weights.length - 1];
    Arrays.setAll(left, j -> weights[j < problem.masked() ? j : j + 1]);
    assertThat(left).containsExactly(alone.weights(other), within(problem.tolerance()));
    assertThat(result.at(WEIGHT_SUM, row))
        .containsExactly(alone.at(WEIGHT_SUM, other), within(problem.tolerance()));
    assertThat(result.context(row))
        .containsExactly(alone.context(other), within(problem.tolerance()));
    assertThat(Arrays.stream(result.contribution(row, problem.masked())))
        .allMatch(term -> term == 0);
    if (result.members().contains(MASKED_SCORES)) {
      assertThat(result.at(MASKED_SCORES, row)[problem.masked()]).isEqualTo(FORBIDDEN);
    }
  }

  private static void assertLeftOut(Case problem, Plan plan) {
    Result result = plan.computed();
    Result alone = problem.alone(IntStream.range(0, problem.n()).toArray());
    for (int row = 0; row < problem.n(); row++) {
      assertLeftOut(problem, result, row, alone, row);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoresThatOverflowAreLeftOut(Case problem) {
    for (double[] garbage : problem.garbage()) {
      double[][] keys = problem.with(problem.keys(), garbage);
      for (UnaryOperator<Plan> mask : problem.masks()) {
        assertLeftOut(problem, mask.apply(problem.plan(keys, problem.values())));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void projectionsThatOverflowAreLeftOut(Case problem) {
    double huge = problem.huge();
    double[][] keys = problem.with(problem.keys(), huge, -huge);
    double[][] values = problem.with(problem.values(), huge, 1, -huge);
    Weights doubled = Transformer.weights(new double[] {4, 0}, new double[] {0, 4});
    Weights tripled = Transformer.weights(new double[][] {{8, 0, 0}, {0, 8, 0}, {0, 0, 8}});
    Plan plan =
        problem.plan(shrunk(keys, 4), shrunk(values, 8)).key(doubled).value(tripled).scale(0.5);
    for (UnaryOperator<Plan> mask : problem.masks()) {
      assertLeftOut(problem, mask.apply(plan));
    }
  }

  /** Divides all vectors but the garbage, which a projection by the same factor undoes. */
  private static double[][] shrunk(double[][] vectors, double factor) {
    return Arrays.stream(vectors)
        .map(
            row -> Math.abs(row[0]) > 1e9 ? row : Arrays.stream(row).map(x -> x / factor).toArray())
        .toArray(double[][]::new);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aQueryThatMayNotAttendToTheKeyIsSparedWhatHappensToOthers(Case problem) {
    double[][] keys = problem.with(problem.keys(), problem.garbage().get(1));
    for (boolean window : new boolean[] {false, true}) {
      Mask causal = new Mask(true, 0, null, null, null);
      Mask behind = new Mask(false, 0, new Window(null, 0), null, null);
      Plan plan = problem.plan(keys, problem.values()).mask(window ? behind : causal);
      Result result = plan.computed();
      int row = problem.masked() - 1;
      double[][] seen = Arrays.copyOf(problem.keys(), row + 1);
      double[][] values = Arrays.copyOf(problem.values(), row + 1);
      double[] alone = problem.plan(seen, values).queries(row).computed().weights(0);
      assertThat(result.warnings(row)).isEmpty();
      assertThat(Arrays.copyOf(result.weights(row), row + 1))
          .containsExactly(alone, within(problem.tolerance()));
      for (int other = problem.masked(); other < problem.n(); other++) {
        assertThat(result.warned(other, Code.OVERFLOW, SCORES))
            .contains("scores[%d]".formatted(problem.masked()));
        result.assertNoWeights(other);
      }
    }
  }

  @Test
  void everyScoreFunctionLeavesTheKeyOut() {
    Case problem = new Case(SIMD, Dtype.FLOAT32, Normalization.SOFTMAX, 5);
    double[][] keys = problem.with(problem.keys(), problem.garbage().get(0));
    double[][] square = {{1.5, 0.5}, {-0.5, 1}};
    List<Scoring> scores =
        List.of(
            Scoring.general(square),
            Scoring.additive(square, square, new double[] {0, 1}, new double[] {1, -1}));
    for (Scoring score : scores) {
      Result alone =
          problem
              .plan(problem.without(problem.keys()), problem.without(problem.values()))
              .score(score)
              .computed();
      Result result =
          problem.plan(keys, problem.values()).score(score).keys(problem.padding()).computed();
      for (int row = 0; row < problem.n(); row++) {
        assertThat(result.at(SCORES, row)[problem.masked()]).isNotFinite();
        assertLeftOut(problem, result, row, alone, row);
      }
    }
  }
}
