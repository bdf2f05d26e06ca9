package attention.decimal;

import java.math.BigInteger;

/**
 * Writes float32 one at a time.
 *
 * <p>Every real number within half a unit 2^q of c·2^q rounds to it, so a decimal in that interval
 * reads back to it. With 10^k ≤ 2^q < 10^(k+1) the interval holds at most one multiple of 10^(k+1),
 * which is then the shortest, and at least one of 10^k, of which the nearest is taken (R.
 * Giulietti, The Schubfach way to render doubles, 2022, sections 8 and 9). Here c·2^q / 10^(k+1) is
 * one product in fixed point. That its precision suffices was verified for every float32.
 */
final class ScalarFloatText implements FloatText {

  private static final int DIGITS = 9;
  private static final int SMALLEST_OF_NINE = 100_000_000;

  /** The number of stored mantissa bits, and the mask of a biased exponent. */
  static final int MANTISSA = 23;

  static final int BIASED = 0xFF;

  /** Numbers below 1 with more decimal places than this are written with an exponent. */
  static final int MOST_PLACES = 13;

  /** The fractional bits of a decimal in fixed point. */
  static final int POINT = 36;

  /** The fractional bits of {@link #UNITS}. */
  static final int UNIT_POINT = 60;

  /** Makes up for truncation: the ends of an interval belong to it if c is even. */
  static final int EDGE = 4;

  /** 2^q / 10^(k+1) for each biased exponent, in fixed point. */
  static final long[] UNITS = new long[BIASED + 1];

  /** −k for each biased exponent; 0 for NaN and the infinities. */
  static final int[] PLACES = new int[BIASED + 1];

  static {
    for (int biased = 0; biased < BIASED; biased++) {
      int q = Math.max(biased, 1) - 150;
      int k = PowersOfTen.below(q);
      PLACES[biased] = -k;
      UNITS[biased] = PowersOfTen.unit(q, k + 1, UNIT_POINT).add(BigInteger.ONE).longValueExact();
    }
  }

  @Override
  public int write(float[] values, int from, int to, byte[] out, int start) {
    int at = start;
    for (int i = from; i < to; i++) {
      at = write(values[i], out, at);
    }
    return at;
  }

  /** Writes one number. */
  static int write(float value, byte[] out, int start) {
    int bits = Float.floatToRawIntBits(value);
    int biased = bits >>> MANTISSA & BIASED;
    int places = PLACES[biased];
    if (places < 1 || places > MOST_PLACES) {
      return writeSpecial(bits, out, start);
    }
    int number = shortest(bits, biased);
    int first = first(number);
    long rest = Digits.eight(number - first * SMALLEST_OF_NINE);
    int zeros = Digits.zerosEnding(rest);
    long text = rest | Digits.CHARACTERS;
    Digits.begin(bits, out, start);
    int at = start + 1 + (bits >>> 31);
    if (places >= DIGITS - 1) {
      int lead = at + 2 + places - DIGITS;
      out[lead] = (byte) (first + '0');
      Digits.EIGHT.set(out, lead + 1, text);
      out[at + 1] = '.';
      return lead + DIGITS - zeros;
    }
    int lead = at - (number - SMALLEST_OF_NINE >>> 31);
    int point = lead + DIGITS - places;
    out[lead] = (byte) (first + '0');
    Digits.EIGHT.set(out, lead + 1, text);
    out[point] = '.';
    Digits.EIGHT.set(out, point + 1, text >>> 8 * (DIGITS - 1 - places));
    // A leading zero may have overwritten the comma or the sign.
    out[at - 1] = (byte) (',' + (bits >>> 31));
    return point + 1 + Math.max(places - zeros, 1);
  }

  private static int writeSpecial(int bits, byte[] out, int start) {
    int biased = bits >>> MANTISSA & BIASED;
    Digits.begin(bits, out, start);
    if (biased == BIASED) {
      return Digits.writeNull(out, start + 1);
    }
    int at = start + 1 + (bits >>> 31);
    int size = bits & Integer.MAX_VALUE;
    if (size == 0) {
      return at + 3;
    }
    // Below a power of two the spacing halves, so the interval is not symmetric.
    return (size & (1 << MANTISSA) - 1) == 0
        ? Digits.text(Float.toString(Float.intBitsToFloat(size)), out, at)
        : writeScientific(shortest(bits, biased), PLACES[biased], out, at);
  }

  private static int writeScientific(int shortest, int places, byte[] out, int at) {
    int number = shortest;
    int exponent = DIGITS - 1 - places;
    while (number < SMALLEST_OF_NINE) {
      number *= 10;
      exponent--;
    }
    int first = first(number);
    long rest = Digits.eight(number - first * SMALLEST_OF_NINE);
    out[at] = (byte) (first + '0');
    out[at + 1] = '.';
    Digits.EIGHT.set(out, at + 2, rest | Digits.CHARACTERS);
    int decimals = Math.max(DIGITS - 1 - Digits.zerosEnding(rest), 1);
    return Digits.exponent(exponent, out, at + 2 + decimals);
  }

  /** The shortest decimal in units of 10^k. */
  private static int shortest(int bits, int biased) {
    int mantissa = bits & (1 << MANTISSA) - 1;
    int c = mantissa | -biased >>> 31 << MANTISSA;
    long unit = UNITS[biased];
    long x = Math.unsignedMultiplyHigh((long) c << Long.SIZE + POINT - UNIT_POINT, unit);
    long half = (unit >>> UNIT_POINT - POINT + 1) + EDGE - (c & 1) * 2 * EDGE;
    long lowerHalf = half >>> (mantissa - 1 >>> 31);
    int high = (int) (x + half >>> POINT);
    int low = (int) (x - lowerHalf >>> POINT);
    int nearest = (int) (10 * x + (1L << POINT - 1) >>> POINT);
    int none = high - low - 1 >> 31;
    return none & nearest | ~none & high * 10;
  }

  /** The first of nine digits. */
  private static int first(int number) {
    // 1441151881 / 2⁵⁷ exceeds 10⁻⁸ by so little that quotients below 2³⁰ are exact.
    return (int) (number * 1_441_151_881L >>> 57);
  }
}
