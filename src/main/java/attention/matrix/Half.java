package attention.matrix;

/**
 * The two formats of 16 bits, whose numbers are stored as {@code float}. What is rounded goes to
 * the nearest of them, ties to even; to ±∞ beyond the range; NaN stays NaN.
 */
enum Half {
  /** IEEE 754 binary16. */
  FLOAT16(11, -24, 65504) {
    @Override
    void round(float[] values, int from, int to) {
      for (int i = from; i < to; i++) {
        values[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
      }
    }
  },
  /** The upper half of a binary32. */
  BFLOAT16(8, -133, 0x1.fep127) {
    @Override
    void round(float[] values, int from, int to) {
      for (int i = from; i < to; i++) {
        int bits = Float.floatToRawIntBits(values[i]);
        int even = bits >>> LOWER & 1;
        int rounded = (bits + LOWER_HALF + even) & -1 << LOWER;
        values[i] = Float.isNaN(values[i]) ? Float.NaN : Float.intBitsToFloat(rounded);
      }
    }
  };

  /** The bits of a float that a bfloat16 lacks. */
  private static final int LOWER = 16;

  /** A little less than half of what they can stand for. */
  private static final int LOWER_HALF = (1 << (LOWER - 1)) - 1;

  private static final long EXPONENT = 0x7FF0_0000_0000_0000L;

  private final double step;
  private final double smallest;
  private final double largest;
  private final double limit;

  /**
   * @param bits how many of a number are significant
   * @param exponent that of 2 in the smallest number above 0
   */
  Half(int bits, int exponent, double largest) {
    this.step = Math.scalb(1.0, 1 - bits);
    this.smallest = Math.scalb(1.0, exponent);
    this.largest = largest;
    this.limit = largest + Math.scalb(step / 2, Math.getExponent(largest));
  }

  /** The largest finite number. */
  double largest() {
    return largest;
  }

  /** Rounds float32 numbers, in place. */
  abstract void round(float[] values, int from, int to);

  /**
   * The nearest number of the format: the multiple of the distance between its neighbours. That is
   * a power of two, so the quotient and the product are exact.
   */
  float round(double value) {
    double power = Double.longBitsToDouble(Double.doubleToRawLongBits(value) & EXPONENT);
    double distance = Math.max(power * step, smallest);
    double rounded = Math.rint(value / distance) * distance;
    boolean outside = Math.abs(value) >= limit;
    return (float) (outside ? Math.copySign(Double.POSITIVE_INFINITY, value) : rounded);
  }
}
