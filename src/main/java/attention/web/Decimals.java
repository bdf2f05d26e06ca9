package attention.web;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight characters of a number at a time, without a branch for any of them: where numbers differ in
 * length, a loop over their digits would have its end guessed wrong.
 */
final class Decimals {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long CHARACTERS = 0x3030_3030_3030_3030L;
  private static final long SIXES = 0x0606_0606_0606_0606L;
  private static final long HIGH_HALVES = 0xF0F0_F0F0_F0F0_F0F0L;

  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private Decimals() {}

  /** Eight characters: each digit as its value in a byte, the first one lowest. */
  static long at(byte[] text, int from) {
    return (long) EIGHT.get(text, from) ^ CHARACTERS;
  }

  /** How many digits the eight characters begin with. */
  static int count(long eight) {
    // What is more than 9 reaches the high half of its byte, at the latest with 6 more.
    long others = (eight + SIXES | eight) & HIGH_HALVES;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  /**
   * A number with digits put behind it.
   *
   * @param count how many of the eight characters: all of them digits
   */
  static long append(long number, long eight, int count) {
    // With no digit the shift would be by 64, which Java takes for 0.
    long digits = eight << -8 * count & -count >> 31;
    long pairs = (digits * (1 + (10 << 8)) >>> 8) & 0x00FF_00FF_00FF_00FFL;
    long fours = (pairs * (1 + (100 << 16)) >>> 16) & 0x0000_FFFF_0000_FFFFL;
    return number * POWERS[count] + (fours * (1 + (10_000L << 32)) >>> 32);
  }
}
