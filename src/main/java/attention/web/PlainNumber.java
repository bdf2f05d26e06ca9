package attention.web;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads a number as plain as numbers nearly always are: its digits make an integer that float64
 * holds exactly, it has no exponent, and its decimal places are as many as a power of ten has zeros
 * that float64 holds exactly. So one division gives the nearest float64 (W. D. Clinger, How to read
 * floating point numbers accurately, 1990, section 3).
 *
 * <p>Decimal places are read eight at a time, without a branch for any of them: where numbers
 * differ in length, a loop over their digits would have its end guessed wrong.
 */
final class PlainNumber {

  /** How far behind the end of a text it may look. */
  static final int SLACK = 2 + 2 * Long.BYTES;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long CHARACTERS = 0x3030_3030_3030_3030L;
  private static final long SIXES = 0x0606_0606_0606_0606L;
  private static final long HIGH_HALVES = 0xF0F0_F0F0_F0F0_F0F0L;
  private static final int MOST_DIGITS = 18;
  private static final long LARGEST_EXACT = 1L << 53;

  /** Turns a digit and a point into the digit. */
  private static final long DIGIT_AND_POINT = '0' | '.' << 8;

  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  /** The powers of ten that there can be places for, each of them exact. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17
  };

  private PlainNumber() {}

  /**
   * Reads a number with one digit before the point, as most are.
   *
   * @param text with {@link #SLACK} more bytes behind its end, of which the first is 0
   * @param into gets it at {@code index}
   * @return where it ends; {@code from} if it is not such a number
   */
  static int readShort(byte[] text, int from, double[] into, int index) {
    long word = (long) EIGHT.get(text, from);
    int minus = (int) ((word & 0xFF ^ '-') - 1 >>> Integer.SIZE) & 1;
    int digit = (int) (word >>> 8 * minus ^ DIGIT_AND_POINT) & 0xFFFF;
    int at = from + minus + 2;
    long first = eight(text, at);
    long second = eight(text, at + Long.BYTES);
    int firstCount = count(first);
    int secondCount = count(second) & -(firstCount >>> 3);
    long digits = append(append(digit, first, firstCount), second, secondCount);
    int places = firstCount + secondCount;
    if (digit > 9 | firstCount == 0 | digits > LARGEST_EXACT) {
      return from;
    }
    into[index] = value(minus, digits, places);
    return at + places;
  }

  private static double value(int minus, long digits, int places) {
    long size = Double.doubleToRawLongBits(digits / EXACT_POWERS[places]);
    return Double.longBitsToDouble(size | (long) minus << Long.SIZE - 1);
  }

  /**
   * Reads any plain number.
   *
   * @param text with {@link #SLACK} more bytes behind its end, of which the first is 0
   * @param into gets it at {@code index}
   * @return where it ends; {@code from} if it is not plain
   */
  static int read(byte[] text, int from, double[] into, int index) {
    int minus = text[from] == '-' ? 1 : 0;
    int start = from + minus;
    long digits = 0;
    int at = start;
    for (; isDigit(text[at]); at++) {
      digits = 10 * digits + text[at] - '0';
    }
    int count = at - start;
    int places = 0;
    if (text[at] == '.') {
      int point = at++;
      for (; isDigit(text[at]); at++) {
        digits = 10 * digits + text[at] - '0';
      }
      places = at - point - 1;
    }
    boolean whole = count == 1 || count > 0 && text[start] != '0';
    boolean exact = count + places <= MOST_DIGITS && digits <= LARGEST_EXACT;
    if (!whole || !exact || text[at - 1] == '.' || (text[at] | ' ') == 'e') {
      return from;
    }
    into[index] = value(minus, digits, places);
    return at;
  }

  static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  /** Eight characters: each digit as its value in a byte, the first one lowest. */
  private static long eight(byte[] text, int from) {
    return (long) EIGHT.get(text, from) ^ CHARACTERS;
  }

  /** How many digits eight characters begin with. */
  private static int count(long eight) {
    // What is more than 9 reaches the high half of its byte, at the latest with 6 more.
    long others = (eight + SIXES | eight) & HIGH_HALVES;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  /**
   * A number with digits put behind it.
   *
   * @param count how many of the eight characters: all of them digits
   */
  private static long append(long number, long eight, int count) {
    // With no digit the shift would be by 64, which Java takes for 0.
    long digits = eight << -8 * count & -count >> 31;
    long pairs = (digits * (1 + (10 << 8)) >>> 8) & 0x00FF_00FF_00FF_00FFL;
    long fours = (pairs * (1 + (100 << 16)) >>> 16) & 0x0000_FFFF_0000_FFFFL;
    return number * POWERS[count] + (fours * (1 + (10_000L << 32)) >>> 32);
  }
}
