package attention.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/**
 * A decimal number with few digits: {@code digits / 10^decimals}.
 *
 * @param digits less than 10¹⁸ in size
 */
record Decimal(long digits, int decimals) {

  /** The most bytes of a text. */
  static final int LONGEST = 48;

  /** The largest power of ten that is a double. */
  private static final int LARGEST = 308;

  /** Each is exact or next to it. */
  private static final double[] POWERS =
      IntStream.rangeClosed(0, LARGEST).mapToDouble(power -> StrictMath.pow(10, power)).toArray();

  private static final double LOG_OF_TWO = 0.3010299956639812;

  /** Nearer to the middle of two results than this, the product may be on the wrong side of it. */
  private static final double UNSURE = 1e-3;

  /** Beyond, the error of the product is no longer far below {@link #UNSURE}. */
  private static final double MOST = 1e9;

  /** The powers of ten of the first digit that are written as zeros. */
  private static final int LEAST_PLAIN = -3;

  private static final int MOST_PLAIN = 5;

  private static final byte[] MINUS = {(byte) 0xE2, (byte) 0x88, (byte) 0x92};

  /** The nearest with so many decimals; of two the even one. */
  static Decimal fixed(double value, int decimals) {
    double near = near(value, decimals, MOST);
    return Double.isNaN(near)
        ? of(new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN))
        : new Decimal((long) near, decimals);
  }

  /** The nearest with so many significant digits; of two the even one. */
  static Decimal significant(double value, int digits) {
    if (value == 0) {
      return new Decimal(0, 0);
    }
    int decimals = digits - 1 - exponent(Math.abs(value));
    double near = near(value, decimals, POWERS[digits]);
    return Double.isNaN(near)
        ? of(new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)))
        : new Decimal((long) near, decimals);
  }

  private static Decimal of(BigDecimal exact) {
    return new Decimal(exact.unscaledValue().longValueExact(), exact.scale());
  }

  /**
   * The digits of a value with so many decimals, by one multiplication; NaN if they may not be the
   * nearest. The exact decimals of a double, which are the other way, are up to a thousand.
   *
   * @param most the result is less than this
   */
  private static double near(double value, int decimals, double most) {
    if (Math.abs(decimals) >= POWERS.length) {
      return Double.NaN;
    }
    double product = decimals < 0 ? value / POWERS[-decimals] : value * POWERS[decimals];
    double nearest = Math.rint(product);
    boolean sure = Math.abs(product - nearest) < 0.5 - UNSURE && Math.abs(nearest) < most;
    return sure ? nearest : Double.NaN;
  }

  /** The power of ten of the first digit; next to such a power it may be that of the other side. */
  private static int exponent(double size) {
    if (size < Double.MIN_NORMAL) {
      return (int) Math.floor(StrictMath.log10(size));
    }
    int low = (int) Math.floor(Math.getExponent(size) * LOG_OF_TWO);
    boolean higher =
        low < 0 ? size * POWERS[-low - 1] >= 1 : low < LARGEST && size >= POWERS[low + 1];
    return higher ? low + 1 : low;
  }

  /** The same number without zeros at the end. */
  Decimal stripped() {
    if (digits == 0) {
      return new Decimal(0, 0);
    }
    long left = digits;
    int fewer = decimals;
    while (left % 10 == 0) {
      left /= 10;
      fewer--;
    }
    return new Decimal(left, fewer);
  }

  /** Writes it as UTF-8, in powers of ten where that is shorter; returns the end. */
  int write(byte[] out, int start) {
    int exponent = count(Math.abs(digits)) - decimals - 1;
    if (digits == 0 || exponent >= LEAST_PLAIN && exponent <= MOST_PLAIN) {
      return writePlain(out, start);
    }
    int at = new Decimal(digits, decimals + exponent).writePlain(out, start);
    out[at++] = 'e';
    return new Decimal(exponent, 0).writePlain(out, at);
  }

  /** Writes it as UTF-8, without a power of ten; returns the end. */
  int writePlain(byte[] out, int start) {
    int at = start;
    if (digits < 0) {
      System.arraycopy(MINUS, 0, out, at, MINUS.length);
      at += MINUS.length;
    }
    long left = decimals < 0 ? Math.abs(digits) * (long) POWERS[-decimals] : Math.abs(digits);
    int places = Math.max(decimals, 0);
    int count = Math.max(count(left), places + 1);
    int end = at + count + (places > 0 ? 1 : 0);
    for (int byteAt = end; byteAt > at; left /= 10) {
      if (places > 0 && end - byteAt == places) {
        out[--byteAt] = '.';
      }
      out[--byteAt] = (byte) ('0' + left % 10);
    }
    return end;
  }

  private static int count(long size) {
    int count = 1;
    for (long left = size; left >= 10; left /= 10) {
      count++;
    }
    return count;
  }
}
