package attention.decimal;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A trial of whether one writer of float32 is faster than another. Both write the same row again
 * and again, until the challenger has clearly won or the time is up. The first rounds make the JIT
 * compile both.
 */
final class FloatTextTrial {

  /** The challenger wins when it was faster this many times more than slower. */
  static final int LEAD = 64;

  /** A challenger that has not won by then is never used. */
  static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  /** After each round this many times its duration is left to others: the start of the service. */
  static final int PAUSE = 3;

  private static final int NUMBERS = SimdFloatBatch.LONGEST;

  private final FloatText challenger;
  private final FloatText incumbent;
  private final LongSupplier nanoTime;
  private final LongConsumer pause;
  private final float[] row = row();
  private final byte[] text = new byte[NUMBERS * FloatText.LONGEST + Digits.SLACK];

  /**
   * @param nanoTime reads the clock
   * @param pause waits for some nanoseconds
   */
  FloatTextTrial(
      FloatText challenger, FloatText incumbent, LongSupplier nanoTime, LongConsumer pause) {
    this.challenger = challenger;
    this.incumbent = incumbent;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /** A trial of vectors against scalar code. */
  static FloatTextTrial ofVectors() {
    return new FloatTextTrial(
        new SimdFloatText(), new ScalarFloatText(), System::nanoTime, LockSupport::parkNanos);
  }

  /** Numbers of all forms, most of them the weights and scores of ordinary responses. */
  private static float[] row() {
    float[] row = new float[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      row[i] = (float) (i % 4 == 0 ? 8 * Math.sin(i) : Math.exp(3 * Math.sin(i)) / NUMBERS);
    }
    row[1] = 0;
    row[NUMBERS / 2] = 3e-10f;
    row[NUMBERS - 1] = Float.NaN;
    return row;
  }

  /** Runs the trial, and returns whether the challenger is faster and writes the same text. */
  boolean isWon() {
    long start = nanoTime.getAsLong();
    int lead = 0;
    for (long now = start; lead < LEAD && now - start < LONGEST_NANOS; ) {
      lead = Math.max(0, lead + round());
      pause.accept(PAUSE * (nanoTime.getAsLong() - now));
      now = nanoTime.getAsLong();
    }
    return lead == LEAD && isSame();
  }

  /** 1 if the challenger was faster, else −1. */
  private int round() {
    long start = nanoTime.getAsLong();
    write(incumbent);
    long middle = nanoTime.getAsLong();
    write(challenger);
    return nanoTime.getAsLong() - middle < middle - start ? 1 : -1;
  }

  private boolean isSame() {
    byte[] expected = Arrays.copyOf(text, write(incumbent));
    return Arrays.equals(expected, Arrays.copyOf(text, write(challenger)));
  }

  private int write(FloatText writer) {
    return writer.write(row, 0, NUMBERS, text, 0);
  }
}
