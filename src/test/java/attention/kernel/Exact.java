package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/** The oracle: what an operation would give without rounding, to 60 digits. */
public final class Exact {

  private static final MathContext DIGITS = new MathContext(60);

  /** Doubling an angle costs a bit each time. */
  private static final MathContext LONG = new MathContext(100);

  private static final BigDecimal SMALL = new BigDecimal("0.001");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private Exact() {}

  public static BigDecimal of(double value) {
    return new BigDecimal(value);
  }

  public static BigDecimal product(double x, double y) {
    return of(x).multiply(of(y));
  }

  public static BigDecimal quotient(double x, double y) {
    return of(x).divide(of(y), DIGITS);
  }

  public static BigDecimal sum(double... terms) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double term : terms) {
      sum = sum.add(of(term));
    }
    return sum;
  }

  /** exp(x) by its Taylor series, after x was halved until it is small. */
  public static BigDecimal exp(BigDecimal x) {
    BigDecimal reduced = x;
    int halvings = 0;
    while (reduced.abs().compareTo(SMALL) > 0) {
      reduced = reduced.divide(TWO, DIGITS);
      halvings++;
    }
    BigDecimal term = BigDecimal.ONE;
    BigDecimal power = BigDecimal.ONE;
    for (int i = 1; i <= 22; i++) {
      term = term.multiply(reduced, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
      power = power.add(term, DIGITS);
    }
    for (int i = 0; i < halvings; i++) {
      power = power.multiply(power, DIGITS);
    }
    return power;
  }

  /** √x. */
  public static BigDecimal root(BigDecimal x) {
    return x.sqrt(DIGITS);
  }

  /** Cosine and sine of x by their Taylor series, after x was halved until it is small. */
  public static BigDecimal[] cosAndSin(BigDecimal x) {
    BigDecimal reduced = x;
    int halvings = 0;
    while (reduced.abs().compareTo(SMALL) > 0) {
      reduced = reduced.divide(TWO, LONG);
      halvings++;
    }
    BigDecimal cos = BigDecimal.ONE;
    BigDecimal sin = reduced;
    BigDecimal term = reduced;
    for (int i = 2; i <= 30; i++) {
      term = term.multiply(reduced, LONG).divide(BigDecimal.valueOf(i), LONG);
      BigDecimal signed = i % 4 < 2 ? term : term.negate();
      if (i % 2 == 0) {
        cos = cos.add(signed, LONG);
      } else {
        sin = sin.add(signed, LONG);
      }
    }
    for (int i = 0; i < halvings; i++) {
      BigDecimal doubled = sin.multiply(cos, LONG).multiply(TWO);
      cos = cos.multiply(cos, LONG).subtract(sin.multiply(sin, LONG), LONG);
      sin = doubled;
    }
    return new BigDecimal[] {cos, sin};
  }

  /** tanh(x) = (exp(2x) − 1) / (exp(2x) + 1). */
  public static BigDecimal tanh(BigDecimal x) {
    BigDecimal power = exp(x.multiply(TWO));
    return power.subtract(BigDecimal.ONE).divide(power.add(BigDecimal.ONE), DIGITS);
  }

  /** 1 / (1 + exp(−x)). */
  public static BigDecimal sigmoid(double x) {
    return BigDecimal.ONE.divide(exp(of(-x)).add(BigDecimal.ONE), DIGITS);
  }

  /** Asserts that two matrices hold the same numbers, NaN included. */
  public static void assertEqual(double[][] actual, double[][] expected) {
    assertThat(rows(actual)).isEqualTo(rows(expected));
  }

  private static List<List<Double>> rows(double[][] matrix) {
    return Arrays.stream(matrix).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }

  /** Asserts that a number lies within a bound of the exact one. */
  public static void assertClose(double actual, BigDecimal exact, double bound) {
    assertThat(actual).isFinite();
    assertThat(of(actual).subtract(exact).abs())
        .as("the error of %s, which exactly is %s", actual, exact.round(MathContext.DECIMAL64))
        .isLessThanOrEqualTo(of(bound));
  }

  /** Asserts that a number lies within a bound of the exact one, as a part of it. */
  public static void assertClosePart(double actual, BigDecimal exact, double relative) {
    assertClose(actual, exact, exact.abs().multiply(of(relative)).doubleValue());
  }
}
