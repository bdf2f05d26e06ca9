package attention.decimal;

import java.util.function.BooleanSupplier;

/**
 * How numbers become text. The text never depends on it, only the time that it takes. Thread-safe.
 */
public final class NumberText {

  /** Writes one number after the other. */
  public static final NumberText SCALAR = new NumberText();

  /** Written once, by the thread of the trial. */
  private volatile boolean onVectors;

  private NumberText() {}

  /**
   * The fastest way on this processor. Vectors are used once a trial on a background thread has
   * shown that they are faster, because until the JIT has compiled them they are much slower.
   *
   * @param vectors whether vectors may be used
   */
  public static NumberText of(boolean vectors) {
    return vectors && SimdFloatText.isSupported()
        ? tried(() -> FloatTextTrial.ofVectors().isWon())
        : SCALAR;
  }

  /** Writes one number after the other until {@code trial}, on a thread of its own, was won. */
  static NumberText tried(BooleanSupplier trial) {
    NumberText numbers = new NumberText();
    Thread.ofPlatform()
        .name("attention-number-trial")
        .daemon()
        .start(() -> numbers.onVectors = trial.getAsBoolean());
    return numbers;
  }

  /** A writer of float32, for one thread at a time. */
  public FloatText float32() {
    return onVectors ? new SimdFloatText() : new ScalarFloatText();
  }
}
