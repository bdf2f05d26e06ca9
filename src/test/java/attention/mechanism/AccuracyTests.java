package attention.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.kernel.Exact;
import attention.matrix.Dtype;
import attention.stage.Score;
import attention.trace.Member;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores, weights and contexts stay within the bounds of {@code docs/accuracy.md}. */
class AccuracyTests {

  private static final int[][] SHAPES = {
    {1, 1}, {2, 100}, {3, 5}, {7, 64}, {17, 2}, {33, 100}, {64, 5}, {65, 64}
  };
  private static final int HIDDEN = 5;
  private static final double SCALE = 0.3;
  private static final double CAP = 16;

  /** How a score comes about, computed and exactly. */
  enum Score {
    DOT,
    GENERAL,
    ADDITIVE
  }

  /** One query over n keys d wide, all of about the same magnitude. */
  record Problem(Dtype dtype, Score score, int n, int d, double magnitude) {

    private double[][] drawn(int seed, int rows, int columns) {
      double[][] drawn = Plan.drawn(1000L * n + 10L * d + seed, rows, columns);
      for (double[] row : drawn) {
        Arrays.setAll(row, j -> dtype.round(row[j] * magnitude));
      }
      return drawn;
    }

    private double[][] rounded(double[][] x) {
      return Arrays.stream(x)
          .map(row -> Arrays.stream(row).map(dtype::round).toArray())
          .toArray(double[][]::new);
    }

    double[][] queries() {
      return drawn(1, 1, d);
    }

    double[][] keys() {
      return drawn(2, n, d);
    }

    double[][] values() {
      return drawn(3, n, 3);
    }

    /** d_q × d_k, or d × a. */
    double[][] matrix(int seed) {
      return rounded(Plan.drawn(seed, d, score == Score.GENERAL ? d : HIDDEN));
    }

    double[] row(int seed) {
      return rounded(Plan.drawn(seed, 1, HIDDEN))[0];
    }

    double[][] bias() {
      return rounded(Plan.drawn(9, 1, n));
    }

    /** ε of intermediate results. */
    double epsilon() {
      return dtype == Dtype.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
    }

    double smallest() {
      return dtype == Dtype.FLOAT64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    }

    /** The scale as it is in the dtype. */
    double scale() {
      return dtype.round(SCALE);
    }

    boolean isHalf() {
      return dtype.wide() != dtype;
    }

    Result computed() {
      Scoring scoring =
          switch (score) {
            case DOT -> Scoring.dot();
            case GENERAL -> Scoring.general(matrix(5));
            case ADDITIVE -> Scoring.additive(matrix(5), matrix(6), row(7), row(8));
          };
      return Plan.cross(queries(), keys(), values())
          .in(dtype)
          .score(scoring)
          .scale(SCALE)
          .softcap(CAP)
          .bias(bias())
          .computed();
    }

    /** What the score function gives for the key. */
    Bounded score(int key) {
      Bounded[] q = Bounded.of(queries()[0]);
      Bounded[] k = Bounded.of(keys()[key]);
      Bounded unrounded =
          switch (score) {
            case DOT -> Bounded.dot(q, k, epsilon());
            case GENERAL -> Bounded.dot(times(q, matrix(5)), k, epsilon());
            case ADDITIVE -> Bounded.dot(hidden(q, k), Bounded.of(row(8)), epsilon());
          };
      return unrounded.rounded(dtype);
    }

    private Bounded[] times(Bounded[] x, double[][] matrix) {
      return Arrays.stream(Plan.transposed(matrix))
          .map(column -> Bounded.dot(x, Bounded.of(column), epsilon()))
          .toArray(Bounded[]::new);
    }

    private Bounded[] hidden(Bounded[] q, Bounded[] k) {
      Bounded[] query = times(q, matrix(5));
      Bounded[] key = times(k, matrix(6));
      Bounded[] bias = Bounded.of(row(7));
      return IntStream.range(0, HIDDEN)
          .mapToObj(
              a -> key[a].plus(bias[a], epsilon()).plus(query[a], epsilon()).capped(1, epsilon()))
          .toArray(Bounded[]::new);
    }
  }

  static Stream<Problem> problems() {
    return Stream.of(Dtype.values())
        .flatMap(dtype ->
            Arrays.stream(SHAPES)
                .flatMap(shape ->
                    Stream.of(
                        new Problem(dtype, Score.DOT, shape[0], shape[1], 0x1p-9),
                        new Problem(dtype, Score.DOT, shape[0], shape[1], 1),
                        new Problem(dtype, Score.DOT, shape[0], shape[1], 8),
                        new Problem(dtype, Score.GENERAL, shape[0], shape[1], 1),
                        new Problem(dtype, Score.ADDITIVE, shape[0], shape[1], 1))))
        .filter(problem -> !problem.isHalf() || problem.magnitude() <= 1);
  }

  static Stream<Problem> plain() {
    return problems()
        .filter(problem -> problem.score() == Score.DOT && problem.magnitude() <= 1)
        .filter(problem -> !problem.isHalf());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyStageStaysWithinItsBound(Problem problem) {
    assertWithinBounds(problem, problem.computed());
  }

  @Test
  void theBoundsOfFloat64AreTooNarrowForFloat32() {
    Result narrow = new Problem(Dtype.FLOAT32, Score.DOT, 33, 64, 1).computed();
    Problem wide = new Problem(Dtype.FLOAT64, Score.DOT, 33, 64, 1);
    assertThatThrownBy(() -> assertWithinBounds(wide, narrow)).isInstanceOf(AssertionError.class);
  }

  private static void assertWithinBounds(Problem problem, Result result) {
    double epsilon = problem.epsilon();
    Bounded[] scores =
        IntStream.range(0, problem.n()).mapToObj(problem::score).toArray(Bounded[]::new);
    Bounded.assertHold(scores, result.at(Member.SCORES, 0), "scores");
    Dtype dtype = problem.dtype();
    Arrays.setAll(scores, j -> scores[j].times(problem.scale(), epsilon).rounded(dtype));
    Bounded.assertHold(scores, result.at(Member.SCALED_SCORES, 0), "scaledScores");
    Arrays.setAll(scores, j -> scores[j].capped(CAP, epsilon).rounded(dtype));
    Bounded.assertHold(scores, result.at(Member.CAPPED_SCORES, 0), "cappedScores");
    Bounded[] bias = Bounded.of(problem.bias()[0]);
    Arrays.setAll(scores, j -> scores[j].plus(bias[j], epsilon).rounded(dtype));
    Bounded.assertHold(scores, result.at(Member.BIASED_SCORES, 0), "biasedScores");
    Bounded[] weights = Bounded.softmax(scores, epsilon, problem.smallest());
    Arrays.setAll(weights, j -> weights[j].rounded(dtype));
    assertThat(Arrays.stream(weights).mapToDouble(Bounded::error))
        .as("bounds that leave a digit")
        .allMatch(error -> error < (dtype == Dtype.BFLOAT16 ? 0.4 : 0.1));
    Bounded.assertHold(weights, result.weights(0), "weights");
    double[][] columns = Plan.transposed(problem.values());
    for (int k = 0; k < columns.length; k++) {
      Bounded context = Bounded.dot(weights, Bounded.of(columns[k]), epsilon);
      context.rounded(dtype).assertHolds(result.context(0)[k], "context");
    }
  }

  /** The short form: c·(n + d)·ε·Σ|terms| with c = 8, in which the scores enter through exp. */
  @ParameterizedTest
  @MethodSource("plain")
  void plainAttentionStaysWithinTheShortBound(Problem problem) {
    double[][] values = problem.values();
    Result result =
        Plan.cross(problem.queries(), problem.keys(), values)
            .in(problem.dtype())
            .scale(SCALE)
            .computed();
    Bounded[] scores =
        IntStream.range(0, problem.n())
            .mapToObj(key -> problem.score(key).times(SCALE, 0))
            .toArray(Bounded[]::new);
    Bounded[] weights = Bounded.softmax(scores, 0, 0);
    double relative =
        Math.expm1(
            8 * (problem.n() + problem.d()) * problem.epsilon() * Math.max(1, largest(problem)));
    double[][] columns = Plan.transposed(values);
    for (int j = 0; j < weights.length; j++) {
      double bound = relative * weights[j].exact().doubleValue() + problem.smallest();
      Exact.assertClose(result.weights(0)[j], weights[j].exact(), bound);
    }
    for (int k = 0; k < columns.length; k++) {
      BigDecimal context = BigDecimal.ZERO;
      double terms = 0;
      for (int j = 0; j < weights.length; j++) {
        BigDecimal term = weights[j].exact().multiply(Exact.of(columns[k][j]));
        context = context.add(term);
        terms += Math.abs(term.doubleValue());
      }
      Exact.assertClose(result.context(0)[k], context, relative * terms + problem.smallest());
    }
  }

  /** The largest |scale| · Σ|q_k k_jk| of the row. */
  private static double largest(Problem problem) {
    double[] q = problem.queries()[0];
    return SCALE
        * Arrays.stream(problem.keys())
            .mapToDouble(key ->
                IntStream.range(0, key.length).mapToDouble(k -> Math.abs(q[k] * key[k])).sum())
            .max()
            .orElseThrow();
  }
}
