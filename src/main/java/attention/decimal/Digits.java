package attention.decimal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Decimal digits as bytes, several at a time. Numbers are written with stores of eight bytes, which
 * may touch up to {@value #SLACK} bytes after their end; the next store overwrites them.
 */
public final class Digits {

  /** How many bytes after its end the writing of a number may touch. */
  public static final int SLACK = 16;

  /** Eight bytes of an array as a {@code long}, the first byte lowest. */
  static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Turns eight digits into ASCII characters, by {@code |} or {@code ^}, and back by {@code ^}. */
  static final long CHARACTERS = 0x3030_3030_3030_3030L;

  static final int TEN_THOUSAND = 10_000;

  /** This number / 2⁴⁰ exceeds 10⁻⁴ by so little that quotients below 10⁸ are exact. */
  static final int TEN_THOUSANDTH = 109_951_163;

  /** The binary places of {@link #TEN_THOUSANDTH}. */
  static final int TEN_THOUSANDTH_POINT = 40;

  /** Four digits for each number below 10⁴, the first one lowest. */
  private static final int[] FOUR = new int[TEN_THOUSAND];

  static {
    for (int i = 0; i < TEN_THOUSAND; i++) {
      FOUR[i] = i / 1000 | i / 100 % 10 << 8 | i / 10 % 10 << 16 | i % 10 << 24;
    }
  }

  private Digits() {}

  /** The eight digits of a number below 10⁸, the first one in the lowest byte. */
  static long eight(int number) {
    int high = (int) ((long) number * TEN_THOUSANDTH >>> TEN_THOUSANDTH_POINT);
    return FOUR[high] | (long) FOUR[number - high * TEN_THOUSAND] << 32;
  }

  /** How many of eight digits are trailing zeros. */
  static int zerosEnding(long eight) {
    return Long.numberOfLeadingZeros(eight) >>> 3;
  }

  /**
   * Writes the start of a number: {@code ,-0.0000} if the sign bit is set, else {@code ,0.00000}.
   */
  static void begin(int bits, byte[] out, int at) {
    long positive = 0x3030_3030_302E_302CL;
    long negative = 0x3030_3030_2E30_2D2CL;
    EIGHT.set(out, at, positive ^ (positive ^ negative) & bits >> 31);
  }

  /** Writes {@code null}; returns the end. */
  static int writeNull(byte[] out, int at) {
    EIGHT.set(out, at, 0x6C6C_756EL);
    return at + 4;
  }

  /** Writes {@code E} and a power of ten; returns the end. */
  static int exponent(int exponent, byte[] out, int start) {
    int at = start;
    out[at++] = 'E';
    out[at] = '-';
    at -= exponent >> 31;
    int size = Math.abs(exponent);
    if (size >= 100) {
      out[at++] = (byte) ('0' + size / 100);
    }
    if (size >= 10) {
      out[at++] = (byte) ('0' + size / 10 % 10);
    }
    out[at++] = (byte) ('0' + size % 10);
    return at;
  }

  /** Writes a number that is not negative; returns the end. */
  public static int integer(int number, byte[] out, int at) {
    if (number >= 100_000_000) {
      return text(Integer.toString(number), out, at);
    }
    long eight = eight(number);
    int leading = Math.min(Long.numberOfTrailingZeros(eight) >>> 3, 7);
    EIGHT.set(out, at, (eight | CHARACTERS) >>> 8 * leading);
    return at + 8 - leading;
  }

  /** Writes ASCII text; returns the end. */
  public static int text(String text, byte[] out, int at) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, out, at, bytes.length);
    return at + bytes.length;
  }
}
