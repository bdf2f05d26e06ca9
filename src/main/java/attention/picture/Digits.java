package attention.picture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers as a picture prints them: short, with a minus sign. */
final class Digits {

  private Digits() {}

  /** With so many decimals. */
  static String fixed(double value, int decimals) {
    String text = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    boolean zero = text.chars().allMatch(digit -> digit == '0' || digit == '.' || digit == '-');
    return zero ? text.replace("-", "") : text.replace('-', '−');
  }

  /** With so many significant digits, in powers of ten where that is shorter. */
  static String significant(double value, int digits) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal shortest = rounded.stripTrailingZeros();
    if (exponent < -3 || exponent > 5) {
      String mantissa = shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString();
      return (mantissa + "e" + exponent).replace('-', '−');
    }
    return shortest.toPlainString().replace('-', '−');
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
