package attention.decimal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Float32 as text, one number after the other, with a trial now and then of how long it takes on
 * vectors: until the compiler has come to them they are a hundred times slower, afterwards more
 * than twice as fast.
 */
final class TriedFloatText implements FloatText {

  /** Before so many rows nothing is tried: whoever asks only now and then does not wait for it. */
  private static final int FIRST = 4_096;

  /** Afterwards one row in so many is written both ways, to the same place. */
  private static final int SELDOM = 64;

  /** So much more often vectors must have been faster than not. */
  private static final int ENOUGH = 64;

  private static final AtomicInteger ROWS = new AtomicInteger();
  private static final AtomicInteger WINS = new AtomicInteger();

  private final FloatText scalar = new ScalarFloatText();
  private final FloatText simd = new SimdFloatText();

  /** Whether vectors are known to be faster. */
  static boolean isOver() {
    return WINS.get() >= ENOUGH;
  }

  @Override
  public int write(float[] values, int from, int to, byte[] out, int start) {
    if (!SimdFloatText.isWide(to - from) || !isTurn(ROWS.incrementAndGet())) {
      return scalar.write(values, from, to, out, start);
    }
    // What is used seldom must first come into the cache again.
    int end = simd.write(values, from, to, out, start);
    long begin = System.nanoTime();
    int same = simd.write(values, from, to, out, start);
    long middle = System.nanoTime();
    int plain = scalar.write(values, from, to, out, start);
    assert same == end && plain == end;
    tell(middle - begin < System.nanoTime() - middle);
    return end;
  }

  private static boolean isTurn(int row) {
    return row > FIRST && row % SELDOM == 0;
  }

  private static void tell(boolean faster) {
    WINS.updateAndGet(wins -> wins >= ENOUGH ? wins : Math.max(0, faster ? wins + 1 : wins - 1));
  }
}
