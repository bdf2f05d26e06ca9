package attention.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import attention.kernel.Exact;
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
}
