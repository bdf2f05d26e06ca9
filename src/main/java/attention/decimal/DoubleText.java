package attention.decimal;

import java.math.BigInteger;

/**
 * Writes float64 as the shortest decimals that read back to the same number, by the algorithm of
 * {@link ScalarFloatText}. The product has 64 fractional bits; where they do not decide, which
 * hardly ever happens outside of ties, {@link Double#toString(double)} is used.
 */
public final class DoubleText {

  /** The most bytes that a number takes, including its comma. */
  public static final int LONGEST = 25;

  private static final int DIGITS = 17;
  private static final long SMALLEST_OF_SEVENTEEN = 10_000_000_000_000_000L;
  private static final int EIGHT_DIGITS = 100_000_000;
  private static final int MANTISSA = 52;
  private static final int BIASED = 0x7FF;
  private static final int BIASED_ONE = 1023;

  /** Numbers below 1 with more decimal places than this are written with an exponent. */
  private static final int MOST_PLACES = 21;

  /** The error bound of the end of an interval, in units of 2⁻⁶⁴. */
  private static final int DOUBT = 8;

  /** 2^q / 10^(k+1) for each biased exponent, with 128 fractional bits. */
  private static final long[] UNITS = new long[2 * (BIASED + 1)];

  /** −k for each biased exponent; 0 for NaN and the infinities. */
  private static final int[] PLACES = new int[BIASED + 1];

  static {
    for (int biased = 0; biased < BIASED; biased++) {
      int q = Math.max(biased, 1) - 1075;
      int k = PowersOfTen.below(q);
      PLACES[biased] = -k;
      BigInteger unit = PowersOfTen.unit(q, k + 1, 2 * Long.SIZE);
      UNITS[2 * biased] = unit.shiftRight(Long.SIZE).longValue();
      UNITS[2 * biased + 1] = unit.longValue();
    }
  }

  private DoubleText() {}

  /**
   * Writes numbers, each after a comma. NaN and the infinities are written as {@code null}.
   *
   * @param out has room for {@link #LONGEST} bytes per number and {@link Digits#SLACK} more
   * @return the index after the last byte written
   */
  public static int write(double[] values, int from, int to, byte[] out, int start) {
    int at = start;
    for (int i = from; i < to; i++) {
      at = write(Double.doubleToRawLongBits(values[i]), out, at);
    }
    return at;
  }

  private static int write(long bits, byte[] out, int start) {
    int biased = (int) (bits >>> MANTISSA) & BIASED;
    int places = PLACES[biased];
    int sign = (int) (bits >> Long.SIZE - 1);
    Digits.begin(sign, out, start);
    int at = start + 1 - sign;
    if (places < 1 || places > MOST_PLACES) {
      return writeSpecial(bits, out, at);
    }
    long number = shortest(bits, biased);
    if (number < 0) {
      return Digits.text(Double.toString(Math.abs(Double.longBitsToDouble(bits))), out, at);
    }
    long upper = number / EIGHT_DIGITS;
    int first = (int) (upper / EIGHT_DIGITS);
    long middle = Digits.eight((int) (upper - (long) first * EIGHT_DIGITS));
    long last = Digits.eight((int) (number - upper * EIGHT_DIGITS));
    int zeros = zerosEnding(middle, last);
    if (biased < BIASED_ONE) {
      int lead = at + 2 + places - DIGITS;
      write(first, middle, last, out, lead);
      out[at + 1] = '.';
      return lead + DIGITS - zeros;
    }
    int lead = at - (int) (number - SMALLEST_OF_SEVENTEEN >>> Long.SIZE - 1);
    int point = lead + DIGITS - places;
    write(first, middle, last, out, lead);
    out[point] = '.';
    writeLast(places, middle | Digits.CHARACTERS, last | Digits.CHARACTERS, out, point + 1);
    // A leading zero may have overwritten the comma or the sign.
    out[at - 1] = (byte) (',' - sign);
    return point + 1 + Math.max(places - zeros, 1);
  }

  private static int zerosEnding(long middle, long last) {
    return last == 0 ? 8 + Digits.zerosEnding(middle) : Digits.zerosEnding(last);
  }

  private static void write(int first, long middle, long last, byte[] out, int at) {
    out[at] = (byte) (first + '0');
    Digits.EIGHT.set(out, at + 1, middle | Digits.CHARACTERS);
    Digits.EIGHT.set(out, at + 9, last | Digits.CHARACTERS);
  }

  /** Writes the last {@code places} of sixteen characters; arbitrary bytes follow them. */
  private static void writeLast(int places, long middle, long last, byte[] out, int at) {
    if (places <= 8) {
      Digits.EIGHT.set(out, at, last >>> 8 * (8 - places));
      return;
    }
    int bits = 8 * (16 - places);
    Digits.EIGHT.set(out, at, middle >>> bits | last << 1 << 63 - bits);
    Digits.EIGHT.set(out, at + 8, last >>> bits);
  }

  private static int writeSpecial(long bits, byte[] out, int at) {
    int biased = (int) (bits >>> MANTISSA) & BIASED;
    if (biased == BIASED) {
      return Digits.writeNull(out, at + (int) (bits >> Long.SIZE - 1));
    }
    long size = bits & Long.MAX_VALUE;
    if (size == 0) {
      return at + 3;
    }
    // Below a power of two the spacing halves, so the interval is not symmetric.
    boolean power = (size & (1L << MANTISSA) - 1) == 0;
    long number = power ? -1 : shortest(bits, biased);
    return number < 0
        ? Digits.text(Double.toString(Double.longBitsToDouble(size)), out, at)
        : writeScientific(number, PLACES[biased], out, at);
  }

  private static int writeScientific(long shortest, int places, byte[] out, int at) {
    long number = shortest;
    int exponent = DIGITS - 1 - places;
    while (number < SMALLEST_OF_SEVENTEEN) {
      number *= 10;
      exponent--;
    }
    long upper = number / EIGHT_DIGITS;
    int first = (int) (upper / EIGHT_DIGITS);
    long middle = Digits.eight((int) (upper - (long) first * EIGHT_DIGITS));
    long last = Digits.eight((int) (number - upper * EIGHT_DIGITS));
    write(first, middle, last, out, at + 1);
    out[at] = out[at + 1];
    out[at + 1] = '.';
    int decimals = Math.max(DIGITS - 1 - zerosEnding(middle, last), 1);
    return Digits.exponent(exponent, out, at + 2 + decimals);
  }

  /** The shortest decimal in units of 10^k; −1 if the precision does not decide. */
  private static long shortest(long bits, int biased) {
    long mantissa = bits & (1L << MANTISSA) - 1;
    long c = mantissa | (long) (-biased >>> 31) << MANTISSA;
    long unit = UNITS[2 * biased];
    long lower = Math.unsignedMultiplyHigh(c, UNITS[2 * biased + 1]);
    long fraction = c * unit + lower;
    long whole = Math.unsignedMultiplyHigh(c, unit) + carry(fraction, lower);
    long half = unit >>> 1;
    long high = fraction + half;
    long low = fraction - (half >>> (int) (mantissa - 1 >>> 63));
    if (Math.abs(high) < DOUBT || Math.abs(low) < DOUBT) {
      return -1;
    }
    if (Long.compareUnsigned(high, fraction) < 0) {
      return 10 * (whole + 1);
    }
    if (Long.compareUnsigned(low, fraction) > 0) {
      return 10 * whole;
    }
    long tenth = 10 * fraction;
    return 10 * whole + Math.unsignedMultiplyHigh(10, fraction) + (tenth >>> 63);
  }

  /** The carry of an unsigned sum, of which one addend is {@code added}. */
  private static long carry(long sum, long added) {
    return Long.compareUnsigned(sum, added) >>> 31;
  }
}
