package attention.mechanism;

import static attention.trace.Member.NORMALIZED_KEYS;
import static attention.trace.Member.NORMALIZED_QUERY;
import static attention.trace.Member.ROTATED_KEYS;
import static attention.trace.Member.ROTATED_QUERY;
import static attention.trace.Member.SCORES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.kernel.Exact;
import attention.matrix.Dtype;
import attention.stage.Pairing;
import attention.stage.Rotation;
import attention.stage.VectorNorm;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Norms and rotations stay within the bounds of {@code docs/accuracy.md}. */
class PreparedAccuracyTests {

  private static final int[] WIDTHS = {2, 3, 5, 16, 33, 64, 100};
  private static final double[] POSITIONS = {0, 1, 17, 1000.5, 16_777_217};

  /** Rows of which each is a query and a key, normalized and then turned. */
  record Problem(Dtype dtype, VectorNorm norm, Pairing pairing, int d) {

    private double[] drawn(int seed, double magnitude) {
      return Arrays.stream(Plan.drawn(100L * d + seed, 1, d)[0])
          .map(number -> dtype.round(magnitude * number))
          .toArray();
    }

    double[][] rows() {
      double[][] rows = new double[POSITIONS.length][];
      Arrays.setAll(rows, i -> drawn(i, Math.pow(10, i - 2.0)));
      return rows;
    }

    double[] frequencies() {
      return Arrays.stream(Plan.drawn(d, 1, d)[0]).limit(d / 2).toArray();
    }

    double epsilon() {
      return epsilon(dtype);
    }

    /** ε of a dtype. */
    static double epsilon(Dtype dtype) {
      return switch (dtype) {
        case FLOAT32 -> Math.ulp(1f);
        case FLOAT64 -> Math.ulp(1.0);
        case FLOAT16 -> 0x1p-10;
        case BFLOAT16 -> 0x1p-7;
      };
    }

    Result computed() {
      Preparing.Norm normalizing =
          Preparing.norm(norm)
              .epsilon(1e-6)
              .query(drawn(11, 1), norm == VectorNorm.LAYER ? drawn(12, 1) : null)
              .key(drawn(13, 1), null);
      Preparing.Rotary turning =
          Preparing.rotary(new Rotation(pairing, frequencies())).at(POSITIONS, POSITIONS);
      return Transformer.over(rows(), 1, 1).in(dtype).preparing(normalizing, turning).computed();
    }

    Bounded[] normalized(int row, int gain, boolean biased) {
      double[] bias = biased && norm == VectorNorm.LAYER ? drawn(12, 1) : new double[d];
      Bounded[] normalized =
          Bounded.normalized(norm, 1e-6, rows()[row], drawn(gain, 1), bias, epsilon(dtype.wide()));
      return rounded(normalized);
    }

    Bounded[] turned(Bounded[] x, int row) {
      Bounded[] turned = x.clone();
      double[] frequencies = frequencies();
      for (int m = 0; m < d / 2; m++) {
        int first = pairing == Pairing.HALVES ? m : 2 * m;
        int second = pairing == Pairing.HALVES ? m + d / 2 : 2 * m + 1;
        Bounded[] pair =
            Bounded.turned(x[first], x[second], POSITIONS[row], frequencies[m], epsilon());
        turned[first] = pair[0].rounded(dtype);
        turned[second] = pair[1].rounded(dtype);
      }
      return turned;
    }

    private Bounded[] rounded(Bounded[] x) {
      return Arrays.stream(x).map(part -> part.rounded(dtype)).toArray(Bounded[]::new);
    }
  }

  static Stream<Problem> problems() {
    return Stream.of(Dtype.values())
        .flatMap(dtype ->
            Stream.of(VectorNorm.values())
                .flatMap(norm ->
                    Arrays.stream(WIDTHS)
                        .mapToObj(d ->
                            new Problem(
                                dtype,
                                norm,
                                d % 2 == 0 ? Pairing.HALVES : Pairing.INTERLEAVED,
                                d))));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyStepStaysWithinItsBound(Problem problem) {
    assertWithinBounds(problem, problem.computed());
  }

  @Test
  void theBoundsOfFloat64AreTooNarrowForFloat32AndThoseForFloat16() {
    Problem wide = new Problem(Dtype.FLOAT64, VectorNorm.RMS, Pairing.HALVES, 64);
    Problem narrow = new Problem(Dtype.FLOAT32, VectorNorm.RMS, Pairing.HALVES, 64);
    Problem half = new Problem(Dtype.FLOAT16, VectorNorm.RMS, Pairing.HALVES, 64);
    assertThatThrownBy(() -> assertWithinBounds(wide, narrow.computed()))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertWithinBounds(narrow, half.computed()))
        .isInstanceOf(AssertionError.class);
  }

  private static void assertWithinBounds(Problem problem, Result result) {
    Bounded[][] keys = new Bounded[POSITIONS.length][];
    for (int row = 0; row < POSITIONS.length; row++) {
      Bounded[] normalized = problem.normalized(row, 13, false);
      Bounded.assertHold(normalized, result.row(NORMALIZED_KEYS, row), "normalizedKeys");
      keys[row] = problem.turned(normalized, row);
      Bounded.assertHold(keys[row], result.row(ROTATED_KEYS, row), "rotatedKeys");
    }
    for (int row = 0; row < POSITIONS.length; row++) {
      Bounded[] normalized = problem.normalized(row, 11, true);
      Bounded.assertHold(normalized, result.at(NORMALIZED_QUERY, row, 0), "normalizedQuery");
      Bounded[] query = problem.turned(normalized, row);
      Bounded.assertHold(query, result.at(ROTATED_QUERY, row, 0), "rotatedQuery");
      double epsilon = Problem.epsilon(problem.dtype().wide());
      Bounded[] scores =
          Arrays.stream(keys)
              .map(key -> Bounded.dot(query, key, epsilon).rounded(problem.dtype()))
              .toArray(Bounded[]::new);
      Bounded.assertHold(scores, result.at(SCORES, row, 0), "scores");
    }
  }

  /** f_m to the power of d_r/2 is base^(−m). */
  @ParameterizedTest
  @CsvSource({"10000, 64", "10000, 128", "1000000, 96", "5e5, 2", "100, 6"})
  void frequenciesAreWithinAFewUnitsInTheLastPlace(double base, int columns) {
    double[] frequencies = Rotation.of(Pairing.HALVES, base, columns).frequencies();
    int pairs = columns / 2;
    assertThat(frequencies).hasSize(pairs);
    IntStream.range(0, pairs)
        .forEach(m -> {
          BigDecimal exact = BigDecimal.ONE.divide(Exact.of(base).pow(m), MathContext.DECIMAL128);
          BigDecimal power = Exact.of(frequencies[m]).pow(pairs, MathContext.DECIMAL128);
          double bound = pairs * 0x1p-52 * (1 + Math.log(base)) * exact.doubleValue();
          assertThat(power.subtract(exact).abs()).isLessThanOrEqualTo(Exact.of(bound));
        });
  }
}
