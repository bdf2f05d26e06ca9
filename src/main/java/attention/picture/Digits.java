package attention.picture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers as a picture prints them: short, with a minus sign. */
final class Digits {

  private Digits() {}

  /** With so many decimals. */
  static String fixed(double value, int decimals) {
    byte[] text = new byte[Decimal.LONGEST];
    return string(text, Decimal.fixed(value, decimals).writePlain(text, 0));
  }

  /** With so many significant digits, in powers of ten where that is shorter. */
  static String significant(double value, int digits) {
    byte[] text = new byte[Decimal.LONGEST];
    return string(text, Decimal.significant(value, digits).write(text, 0));
  }

  private static String string(byte[] text, int length) {
    return new String(text, 0, length, StandardCharsets.UTF_8);
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
        // The power itself may be no float64.
        double factor = new BigDecimal(value).scaleByPowerOfTen(-exponent).doubleValue();
        texts.add(power(fixed(factor, 2), exponent));
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
