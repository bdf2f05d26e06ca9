package attention.decimal;

/** How numbers become text, chosen once at start: the text is the same. */
public enum NumberText {
  /** One number after the other. */
  SCALAR,
  /** Several float32 at a time, on the processor's vectors, as soon as that is faster. */
  SIMD;

  /**
   * The fastest way that this processor has.
   *
   * @param vectors whether vectors may be used
   */
  public static NumberText of(boolean vectors) {
    return vectors && SimdFloatText.isSupported() ? SIMD : SCALAR;
  }

  /** What writes float32, for one thread at a time. */
  public FloatText float32() {
    return switch (this) {
      case SCALAR -> new ScalarFloatText();
      case SIMD -> TriedFloatText.isOver() ? new SimdFloatText() : new TriedFloatText();
    };
  }
}
