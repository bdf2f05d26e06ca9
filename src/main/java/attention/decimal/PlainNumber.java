package attention.decimal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads a number as plain as numbers nearly always are: its digits make an integer that float64
 * holds exactly, it has no exponent, and its decimal places are as many as a power of ten has zeros
 * that float64 holds exactly. So one division gives the nearest float64 (W. D. Clinger, How to read
 * floating point numbers accurately, 1990, section 3).
 *
 * <p>Where a number ends is known before it is read, from the commas of a whole window of text, and
 * its decimal places are read eight at a time, without a branch for any of them: where numbers
 * differ in length, a loop over their digits would have its end guessed wrong.
 */
public final class PlainNumber {

  /** How far behind the end of a text it may look. */
  public static final int SLACK = Long.BYTES;

  /** How many characters are searched for commas together. */
  public static final int WINDOW = Long.SIZE;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long CHARACTERS = 0x3030_3030_3030_3030L;
  private static final long COMMAS = 0x2C2C_2C2C_2C2C_2C2CL;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long ALL_BUT_HIGH_BITS = ~HIGH_BITS;

  /** Lifts what is more than 9 to the high bit of its byte. */
  private static final long BEYOND_NINE = 0x7676_7676_7676_7676L;

  /** Gathers the high bits of eight bytes in the highest byte. */
  private static final long GATHER = 0x0002_0408_1020_4081L;

  private static final int MOST_DIGITS = 18;
  private static final long LARGEST_EXACT = 1L << 53;

  /** Turns a digit and a point into the digit. */
  private static final long DIGIT_AND_POINT = '0' | '.' << 8;

  /** The most decimal places that are read eight at a time. */
  private static final int MOST_PLACES = 2 * Long.BYTES;

  /** The powers of ten that there can be places for, each of them exact. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17
  };

  private static final long[] POWERS = new long[MOST_PLACES + 1];

  /** Which of the last eight characters, and of the eight before them, are so many places. */
  private static final long[] LAST = new long[MOST_PLACES + 1];

  private static final long[] BEFORE_LAST = new long[MOST_PLACES + 1];

  static {
    for (int places = 0; places <= MOST_PLACES; places++) {
      POWERS[places] = (long) EXACT_POWERS[places];
      LAST[places] = highest(Math.min(places, Long.BYTES));
      BEFORE_LAST[places] = highest(Math.max(places - Long.BYTES, 0));
    }
  }

  private static long highest(int bytes) {
    return bytes == 0 ? 0 : -1L << Long.SIZE - Byte.SIZE * bytes;
  }

  private PlainNumber() {}

  /**
   * Which of the next {@link #WINDOW} characters are commas, the first one lowest; it may miss one
   * behind what is not ASCII.
   */
  public static long commas(byte[] text, int from) {
    long commas = 0;
    for (int i = 0; i < WINDOW; i += Long.BYTES) {
      long others = (long) EIGHT.get(text, from + i) ^ COMMAS;
      long eight = ~(others + ALL_BUT_HIGH_BITS | others) & HIGH_BITS;
      commas |= (eight * GATHER >>> Long.SIZE - Byte.SIZE) << i;
    }
    return commas;
  }

  /**
   * Reads a number with one digit before the point, as most are.
   *
   * @param to where it ends
   * @param into gets it at {@code index}
   * @return whether it is such a number
   */
  public static boolean readShort(byte[] text, int from, int to, double[] into, int index) {
    long word = (long) EIGHT.get(text, from);
    int minus = (int) ((word & 0xFF ^ '-') - 1 >>> Integer.SIZE) & 1;
    int digit = (int) (word >>> Byte.SIZE * minus ^ DIGIT_AND_POINT) & 0xFFFF;
    int places = to - from - minus - 2;
    if (places < 1 || places > MOST_PLACES || to < MOST_PLACES) {
      return false;
    }
    long last = eight(text, to - Long.BYTES) & LAST[places];
    long before = eight(text, to - 2 * Long.BYTES) & BEFORE_LAST[places];
    if (digit > 9 || (others(last) | others(before)) != 0) {
      return false;
    }
    long digits = digit * POWERS[places] + integer(before) * 100_000_000 + integer(last);
    if (digits > LARGEST_EXACT) {
      return false;
    }
    into[index] = value(minus, digits, places);
    return true;
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
  public static int read(byte[] text, int from, double[] into, int index) {
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

  public static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  /** Eight characters: each digit as its value in a byte, the first one lowest. */
  private static long eight(byte[] text, int from) {
    return (long) EIGHT.get(text, from) ^ CHARACTERS;
  }

  /** Not 0 if some of eight characters are not digits. */
  private static long others(long eight) {
    return (eight + BEYOND_NINE | eight) & HIGH_BITS;
  }

  /** The number that eight digits are. */
  private static long integer(long eight) {
    long pairs = (eight * (1 + (10 << 8)) >>> 8) & 0x00FF_00FF_00FF_00FFL;
    long fours = (pairs * (1 + (100 << 16)) >>> 16) & 0x0000_FFFF_0000_FFFFL;
    return fours * (1 + (10_000L << 32)) >>> 32;
  }
}
