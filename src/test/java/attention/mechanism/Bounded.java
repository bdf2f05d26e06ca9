package attention.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import attention.kernel.Exact;
import attention.matrix.Dtype;
import attention.stage.VectorNorm;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * A number as it would be without rounding, to 60 digits, and how far rounding may have taken what
 * was computed in a dtype: the rules of {@code docs/accuracy.md}, one method each.
 *
 * @param error absolute
 */
record Bounded(BigDecimal exact, double error) {

  private static final MathContext DIGITS = new MathContext(60);

  /** Bounds are computed in double, and that must not make them too small. */
  private static final double SLACK = 1 + 1e-9;

  /** A number of a dtype, exactly. */
  static Bounded of(double number) {
    return new Bounded(Exact.of(number), 0);
  }

  static Bounded[] of(double... numbers) {
    return Arrays.stream(numbers).mapToObj(Bounded::of).toArray(Bounded[]::new);
  }

  /** An upper bound of the magnitude of what was computed. */
  private double size() {
    return exact.abs().round(new MathContext(15, RoundingMode.UP)).doubleValue() + error;
  }

  /** Σ x_k y_k in any order. */
  static Bounded dot(Bounded[] x, Bounded[] y, double epsilon) {
    BigDecimal sum = BigDecimal.ZERO;
    double error = 0;
    double terms = 0;
    for (int k = 0; k < x.length; k++) {
      sum = sum.add(x[k].exact.multiply(y[k].exact), DIGITS);
      error += x[k].size() * y[k].error + y[k].size() * x[k].error;
      terms += x[k].size() * y[k].size();
    }
    return new Bounded(sum, SLACK * (error + x.length * epsilon * terms));
  }

  /** factor · x, the factor rounded too. */
  Bounded times(double factor, double epsilon) {
    double magnitude = Math.abs(factor);
    return new Bounded(
        exact.multiply(Exact.of(factor), DIGITS), SLACK * magnitude * (error + epsilon * size()));
  }

  /** As it is after a half dtype has rounded it; under the others nothing is left to round. */
  Bounded rounded(Dtype dtype) {
    if (dtype.wide() == dtype) {
      return this;
    }
    boolean narrow = dtype == Dtype.FLOAT16;
    double relative = narrow ? 0x1p-11 : 0x1p-8;
    double smallest = narrow ? 0x1p-25 : 0x1p-134;
    return new Bounded(exact, SLACK * (error + relative * size() + smallest));
  }

  /** (x, y) turned by position · frequency. */
  static Bounded[] turned(Bounded x, Bounded y, double position, double frequency, double epsilon) {
    BigDecimal angle = Exact.product(position, frequency);
    BigDecimal[] turn = Exact.cosAndSin(angle);
    double rounding = 4 * epsilon + 0x1p-48 * Math.abs(angle.doubleValue());
    double error = SLACK * (x.error + y.error + rounding * (x.size() + y.size()));
    BigDecimal first =
        x.exact.multiply(turn[0], DIGITS).subtract(y.exact.multiply(turn[1], DIGITS), DIGITS);
    BigDecimal second =
        x.exact.multiply(turn[1], DIGITS).add(y.exact.multiply(turn[0], DIGITS), DIGITS);
    return new Bounded[] {new Bounded(first, error), new Bounded(second, error)};
  }

  /** x / r ∘ g + b of exact vectors. */
  static Bounded[] normalized(
      VectorNorm norm, double lower, double[] x, double[] gain, double[] bias, double epsilon) {
    BigDecimal d = BigDecimal.valueOf(x.length);
    BigDecimal[] vector = Arrays.stream(x).mapToObj(Exact::of).toArray(BigDecimal[]::new);
    BigDecimal mean = norm == VectorNorm.LAYER ? Exact.sum(x).divide(d, DIGITS) : BigDecimal.ZERO;
    Arrays.setAll(vector, k -> vector[k].subtract(mean));
    BigDecimal squares =
        Arrays.stream(vector).map(part -> part.multiply(part)).reduce(BigDecimal::add).get();
    BigDecimal divisor =
        norm == VectorNorm.L2
            ? Exact.root(squares).max(Exact.of(lower))
            : Exact.root(squares.divide(d, DIGITS).add(Exact.of(lower)));
    double largest = Arrays.stream(x).map(Math::abs).max().orElseThrow();
    double centering = norm == VectorNorm.LAYER ? x.length * 0x1p-52 * largest : 0;
    Bounded[] normalized = new Bounded[x.length];
    for (int k = 0; k < x.length; k++) {
      BigDecimal part = vector[k].divide(divisor, DIGITS).multiply(Exact.of(gain[k]));
      double size = Math.abs(part.doubleValue()) + Math.abs(bias[k]);
      double carried = Math.abs(gain[k]) * centering / divisor.doubleValue();
      double ratio = vector[k].divide(divisor, DIGITS).abs().doubleValue();
      double rounding = epsilon / 2 + (x.length / 2.0 + 8) * 0x1p-52;
      double error = carried * (1 + ratio) + rounding * size;
      normalized[k] = new Bounded(part.add(Exact.of(bias[k])), SLACK * error);
    }
    return normalized;
  }

  Bounded plus(Bounded other, double epsilon) {
    double rounding = epsilon / 2 * (size() + other.size());
    return new Bounded(exact.add(other.exact, DIGITS), SLACK * (error + other.error + rounding));
  }

  /** cap · tanh(x / cap), whose slope is at most 1. */
  Bounded capped(double cap, double epsilon) {
    BigDecimal width = Exact.of(cap);
    BigDecimal bent = Exact.tanh(exact.divide(width, DIGITS)).multiply(width, DIGITS);
    double rounding = 4 * epsilon * (Math.abs(bent.doubleValue()) + error);
    return new Bounded(bent, SLACK * (error + rounding));
  }

  /**
   * exp(ω − max) / Σ exp(ω − max): the error of the scores enters through the exponential.
   *
   * @param smallest the smallest normal number of the dtype
   */
  static Bounded[] softmax(Bounded[] scores, double epsilon, double smallest) {
    BigDecimal max = Arrays.stream(scores).map(Bounded::exact).max(BigDecimal::compareTo).get();
    BigDecimal[] powers =
        Arrays.stream(scores)
            .map(score -> Exact.exp(score.exact.subtract(max)))
            .toArray(BigDecimal[]::new);
    BigDecimal sum = Arrays.stream(powers).reduce(BigDecimal.ZERO, BigDecimal::add);
    double relative = relative(scores, max, epsilon);
    return Arrays.stream(powers)
        .map(power -> power.divide(sum, DIGITS))
        .map(weight -> new Bounded(weight, SLACK * (relative * weight.doubleValue() + smallest)))
        .toArray(Bounded[]::new);
  }

  /** η of docs/accuracy.md. */
  private static double relative(Bounded[] scores, BigDecimal max, double epsilon) {
    double worst = Arrays.stream(scores).mapToDouble(Bounded::error).max().orElseThrow();
    double range =
        Arrays.stream(scores)
                .mapToDouble(score -> max.subtract(score.exact).doubleValue())
                .max()
                .orElseThrow()
            + 2 * worst;
    return Math.expm1(2 * worst + (scores.length + range + 4) * epsilon);
  }

  /** Asserts that what was computed lies no farther off than it may. */
  void assertHolds(double computed, String what) {
    assertThat(Exact.of(computed).subtract(exact).abs())
        .as("the error of %s, which is %s and should be %s", what, computed, exact.doubleValue())
        .isLessThanOrEqualTo(Exact.of(error));
  }

  /** Asserts that none of several numbers lies farther off than it may. */
  static void assertHold(Bounded[] bounds, double[] computed, String what) {
    assertThat(computed).hasSameSizeAs(bounds);
    for (int j = 0; j < bounds.length; j++) {
      bounds[j].assertHolds(computed[j], what + "[" + j + "]");
    }
  }
}
