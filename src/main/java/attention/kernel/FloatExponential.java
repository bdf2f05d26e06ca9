package attention.kernel;

/**
 * Functions of eˣ in {@code float}, made of sums, products and fused multiply-adds alone, which
 * IEEE 754 rounds in one way: they have the same bits on every processor, before and after the JIT
 * has compiled them. {@link SimdFloatExponential} is the same in lanes, to the bit.
 *
 * <p>x is n · ln 2 + r with a whole n, so eˣ is 2ⁿ · eʳ, and |r| is at most ½ ln 2 (W. J. Cody and
 * W. Waite, Software manual for the elementary functions, 1980, chapter 6). eʳ is 1 + r + r² ·
 * P(r), with the polynomial P for which the largest relative error of eʳ is smallest, as Remez'
 * exchange finds it: 2⁻²⁸.
 */
final class FloatExponential {

  /** The power of every smaller x rounds to 0. */
  static final float LEAST = -104;

  /** The power of every larger x is beyond the range. */
  static final float MOST = 89;

  /** The tanh of every x up to half of it rounds to −1. */
  static final float FLAT = -40;

  /** A number added to this loses what is behind its point, and is in the last bits of the sum. */
  static final float WHOLE = 0x1.8p23f;

  static final float LOG2_E = 0x1.715476p0f;

  /** ln 2, rounded. */
  static final float LN_2 = 0x1.62e43p-1f;

  /** What ln 2 is more. */
  static final float LN_2_REST = -0x1.05c61p-29f;

  static final float P0 = 0x1.fffffcp-2f;
  static final float P1 = 0x1.555492p-3f;
  static final float P2 = 0x1.5558f2p-5f;
  static final float P3 = 0x1.123a2p-7f;
  static final float P4 = 0x1.6a23dp-10f;

  /** The bits of a fraction. */
  static final int FRACTION = 23;

  /** The bits of 1. */
  static final int ONE = 0x3f80_0000;

  private FloatExponential() {}

  /** eˣ. Error less than 1 ulp, also of subnormal results. */
  static float exp(float x) {
    float clipped = x < LEAST ? LEAST : x > MOST ? MOST : x;
    float shifted = shifted(clipped);
    float r = reduced(clipped, shifted);
    float power = Math.fma(Math.fma(series(r), r, 1), r, 1);
    return scaled(power, Float.floatToRawIntBits(shifted));
  }

  /**
   * tanh x. Error less than 1 ulp.
   *
   * <p>That of |x| is (1 − E) / (1 + E) with E = e⁻²ˣ. Both are kept as two numbers, the second of
   * which is what the first could not hold (T. J. Dekker, A floating-point technique for extending
   * the available precision, 1971), and the quotient is corrected by its remainder.
   */
  static float tanh(float x) {
    float twice = -2 * Math.abs(x);
    float clipped = twice < FLAT ? FLAT : twice;
    float shifted = shifted(clipped);
    float r = reduced(clipped, shifted);
    float scale = power(Float.floatToRawIntBits(shifted));
    float below = 1 - scale;
    float more = r * r * series(r);
    float grown = r + more;
    float grownRest = r - grown + more;
    float part = scale * grown;
    float top = below - part;
    float topRest = Math.fma(-scale, grownRest, below - top - part + (1 - below - scale));
    float bottom = 2 - top;
    float bottomRest = 2 - bottom - top - topRest;
    return Math.copySign(quotient(top, topRest, bottom, bottomRest), x);
  }

  /**
   * 1 / (1 + e⁻ˣ). Error less than 1 ulp, also of subnormal results.
   *
   * <p>With E = e to the power −|x| it is 1 / (1 + E), or E / (1 + E) if x is negative, of numbers
   * in two parts as in {@link #tanh}.
   */
  static float sigmoid(float x) {
    float below = -Math.abs(x);
    float clipped = below < LEAST ? LEAST : below;
    float shifted = shifted(clipped);
    float r = reduced(clipped, shifted);
    int bits = Float.floatToRawIntBits(shifted);
    float more = r * r * series(r);
    float grown = r + more;
    float grownRest = r - grown + more;
    float power = 1 + grown;
    float powerRest = 1 - power + grown + grownRest;
    float part = scaled(power, bits);
    float bottom = 1 + part;
    float bottomRest = 1 - bottom + part + scaled(powerRest, bits);
    return x >= 0
        ? quotient(1, 0, bottom, bottomRest)
        : scaled(quotient(power, powerRest, bottom, bottomRest), bits);
  }

  /** n, shifted into the last bits. */
  private static float shifted(float x) {
    return Math.fma(x, LOG2_E, WHOLE);
  }

  /** r. */
  private static float reduced(float x, float shifted) {
    float n = shifted - WHOLE;
    return Math.fma(n, -LN_2_REST, Math.fma(n, -LN_2, x));
  }

  /** P(r). */
  private static float series(float r) {
    float p = Math.fma(P4, r, P3);
    p = Math.fma(p, r, P2);
    p = Math.fma(p, r, P1);
    return Math.fma(p, r, P0);
  }

  /** 2ⁿ, for an n of which it is neither subnormal nor too large. */
  private static float power(int n) {
    return Float.intBitsToFloat((n << FRACTION) + ONE);
  }

  /** x · 2ⁿ in two steps, the first of which needs no rounding. */
  private static float scaled(float x, int n) {
    int half = n >>> 1;
    return x * power(half) * power(n - half);
  }

  /** (top + topRest) / (bottom + bottomRest). */
  private static float quotient(float top, float topRest, float bottom, float bottomRest) {
    float reciprocal = 1 / bottom;
    float quotient = top * reciprocal;
    float remainder = Math.fma(-quotient, bottom, top);
    float rest = Math.fma(-quotient, bottomRest, topRest);
    return Math.fma(remainder + rest, reciprocal, quotient);
  }
}
