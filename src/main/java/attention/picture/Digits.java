package attention.picture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Numbers as a picture prints them: short, with a minus sign. */
final class Digits {

  /** The powers of ten that are exact in binary. */
  private static final double[] POWERS =
      IntStream.rangeClosed(0, 22).mapToDouble(power -> StrictMath.pow(10, power)).toArray();

  /** Nearer to the middle of two results than this, the product may be on the wrong side of it. */
  private static final double UNSURE = 1e-3;

  /** Beyond, the error of the product is no longer far below {@link #UNSURE}. */
  private static final double MOST = 1e9;

  private Digits() {}

  /** With so many decimals. */
  static String fixed(double value, int decimals) {
    BigDecimal near = near(value, decimals, MOST);
    BigDecimal rounded =
        near == null ? new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN) : near;
    String text = rounded.toPlainString();
    boolean zero = text.chars().allMatch(digit -> digit == '0' || digit == '.' || digit == '-');
    return zero ? text.replace("-", "") : text.replace('-', '−');
  }

  /**
   * A value with so many decimals, by one multiplication; none if that may not be the nearest. The
   * exact decimals of a double, which are the other way, are up to a thousand.
   *
   * @param most the result has less than this, without its point
   */
  private static @Nullable BigDecimal near(double value, int decimals, double most) {
    if (decimals < 0 || decimals >= POWERS.length) {
      return null;
    }
    double product = value * POWERS[decimals];
    double nearest = Math.rint(product);
    boolean sure = Math.abs(product - nearest) < 0.5 - UNSURE && Math.abs(nearest) < most;
    return sure ? BigDecimal.valueOf((long) nearest, decimals) : null;
  }

  /** With so many significant digits, in powers of ten where that is shorter. */
  static String significant(double value, int digits) {
    return value == 0 ? "0" : text(rounded(value, digits));
  }

  /** The same without zeros at the end. */
  static String shortest(double value, int digits) {
    return value == 0 ? "0" : text(rounded(value, digits).stripTrailingZeros());
  }

  private static BigDecimal rounded(double value, int digits) {
    int decimals = digits - 1 - (int) Math.floor(StrictMath.log10(Math.abs(value)));
    BigDecimal near = near(value, decimals, POWERS[digits]);
    return near == null
        ? new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN))
        : near;
  }

  private static String text(BigDecimal rounded) {
    int exponent = rounded.precision() - rounded.scale() - 1;
    boolean plain = exponent >= -3 && exponent <= 5;
    String text =
        plain
            ? rounded.toPlainString()
            : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    return text.replace('-', '−');
  }

  /** Equally many decimals for all, so that the largest has three significant digits. */
  static List<List<Run>> alike(double[] values) {
    double most = Arrays.stream(values).map(Math::abs).max().orElse(0);
    int exponent = most == 0 ? 0 : (int) Math.floor(StrictMath.log10(most) + 1e-9);
    boolean plain = exponent >= -3 && exponent <= 4;
    List<List<Run>> texts = new ArrayList<>();
    for (double value : values) {
      if (plain) {
        texts.add(Runs.of(fixed(value, Math.max(0, 2 - exponent))));
      } else if (value == 0) {
        texts.add(Runs.of("0"));
      } else {
        texts.add(power(fixed(value / StrictMath.pow(10, exponent), 2), exponent));
      }
    }
    return texts;
  }

  /** A digit times a power of ten; as a number if it is short. */
  static List<Run> step(int digit, int exponent) {
    if (digit == 1) {
      return power("", exponent);
    }
    return exponent >= -3 && exponent <= 3
        ? Runs.of(BigDecimal.valueOf(digit, -exponent).toPlainString())
        : power(Integer.toString(digit), exponent);
  }

  /** A power of ten, times a factor or after a sign; as a number if it is short. */
  static List<Run> power(String factor, int exponent) {
    boolean sign = factor.isEmpty() || factor.equals("−");
    if (sign && exponent >= -2 && exponent <= 3) {
      return Runs.of(factor + new BigDecimal(BigInteger.ONE, -exponent).toPlainString());
    }
    String text = Integer.toString(exponent).replace('-', '−');
    return List.of(
        Run.plain(factor + (sign ? "10" : "·10")), new Run(text, Run.Level.SUPERSCRIPT, false));
  }
}
