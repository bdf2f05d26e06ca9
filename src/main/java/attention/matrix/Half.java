package attention.matrix;

/**
 * Rounding to the two formats of 16 bits, whose numbers are held as {@code float}: to the nearest,
 * ties to even; ±∞ beyond the range; gradual underflow; NaN stays NaN.
 */
final class Half {

  /** The bits of a float that a bfloat16 lacks. */
  private static final int LOWER = 16;

  private Half() {}

  /** The nearest IEEE 754 binary16: 11 significant bits, 2⁻²⁴ to 65504. */
  static float float16(float value) {
    return Float.float16ToFloat(Float.floatToFloat16(value));
  }

  /** The nearest IEEE 754 binary16, rounded once. */
  static float float16(double value) {
    return float16(odd(value));
  }

  /** The nearest bfloat16: 8 significant bits in the range of {@code float}. */
  static float bfloat16(float value) {
    if (Float.isNaN(value)) {
      return Float.NaN;
    }
    int bits = Float.floatToRawIntBits(value);
    int last = (bits >>> LOWER) & 1;
    int half = (1 << (LOWER - 1)) - 1;
    return Float.intBitsToFloat((bits + half + last) >> LOWER << LOWER);
  }

  /** The nearest bfloat16, rounded once. */
  static float bfloat16(double value) {
    return bfloat16(odd(value));
  }

  /**
   * A float next to the value, the odd one of the two if it lies between them: what is rounded from
   * there to a format with two bits less or fewer is rounded as if from the value (Boldo and
   * Melquiond 2008, "Emulation of a FMA and correctly rounded sums: proved algorithms using
   * rounding to odd", IEEE Transactions on Computers 57(4), theorem 2).
   */
  private static float odd(double value) {
    float nearest = (float) value;
    int bits = Float.floatToRawIntBits(nearest);
    if (nearest == value || Double.isNaN(value) || (bits & 1) == 1) {
      return nearest;
    }
    return Float.intBitsToFloat(Math.abs(value) > Math.abs(nearest) ? bits + 1 : bits - 1);
  }
}
