package attention.format;

import java.util.function.Supplier;

/** How numbers become text, chosen once at start: the text is the same. */
public enum NumberText {
  /** One number after the other. */
  SCALAR(ScalarFloatText::new),
  /** Several float32 at a time, on the processor's vectors. */
  SIMD(SimdFloatText::new);

  private final Supplier<FloatText> float32;

  NumberText(Supplier<FloatText> float32) {
    this.float32 = float32;
  }

  /**
   * The fastest way that this processor has.
   *
   * @param vectors whether vectors may be used
   */
  public static NumberText of(boolean vectors) {
    return vectors && SimdFloatText.isSupported() ? SIMD : SCALAR;
  }

  /** What writes float32, for one thread at a time. */
  FloatText float32() {
    return float32.get();
  }
}
