package attention.kernel;

/**
 * Functions of eˣ in {@code double}, made of sums, products and fused multiply-adds alone, which
 * IEEE 754 rounds in one way: they have the same bits on every processor, before and after the JIT
 * has compiled them. {@link SimdDoubleExponential} is the same in lanes, to the bit.
 *
 * <p>x is n · ln 2 + r with a whole n, so eˣ is 2ⁿ · eʳ, and |r| is at most ½ ln 2 (W. J. Cody and
 * W. Waite, Software manual for the elementary functions, 1980, chapter 6). eʳ is 1 + r + r² ·
 * P(r), with the polynomial P for which the largest relative error of eʳ is smallest, as Remez'
 * exchange finds it: 2⁻⁵⁷.
 */
final class DoubleExponential {

  /** The power of every smaller x rounds to 0. */
  static final double LEAST = -746;

  /** The power of every larger x is beyond the range. */
  static final double MOST = 710;

  /** The tanh of every x up to half of it rounds to −1. */
  static final double FLAT = -40;

  /** A number added to this loses what is behind its point, and is in the last bits of the sum. */
  static final double WHOLE = 0x1.8p52;

  static final double LOG2_E = 0x1.71547652b82fep0;

  /** ln 2, rounded. */
  static final double LN_2 = 0x1.62e42fefa39efp-1;

  /** What ln 2 is more. */
  static final double LN_2_REST = 0x1.abc9e3b39803fp-56;

  static final double P0 = 0x1.000000000000ap-1;
  static final double P1 = 0x1.55555555554f9p-3;
  static final double P2 = 0x1.555555555083ep-5;
  static final double P3 = 0x1.1111111127d0ep-7;
  static final double P4 = 0x1.6c16c18438b08p-10;
  static final double P5 = 0x1.a01a012a0f351p-13;
  static final double P6 = 0x1.a01999e2633fdp-16;
  static final double P7 = 0x1.71df25b3100a2p-19;
  static final double P8 = 0x1.28ad9b8551757p-22;
  static final double P9 = 0x1.ad7f3ee016e7dp-26;

  /** The bits of a fraction. */
  static final int FRACTION = 52;

  /** The bits of 1. */
  static final long ONE = 0x3ff0_0000_0000_0000L;

  private DoubleExponential() {}

  /** eˣ. Error less than 1 ulp, also of subnormal results. */
  static double exp(double x) {
    double clipped = x < LEAST ? LEAST : x > MOST ? MOST : x;
    double shifted = shifted(clipped);
    double r = reduced(clipped, shifted);
    double power = Math.fma(Math.fma(series(r), r, 1), r, 1);
    return scaled(power, Double.doubleToRawLongBits(shifted));
  }

  /**
   * tanh x. Error less than 1 ulp.
   *
   * <p>That of |x| is (1 − E) / (1 + E) with E = e⁻²ˣ. Both are kept as two numbers, the second of
   * which is what the first could not hold (T. J. Dekker, A floating-point technique for extending
   * the available precision, 1971), and the quotient is corrected by its remainder.
   */
  static double tanh(double x) {
    double twice = -2 * Math.abs(x);
    double clipped = twice < FLAT ? FLAT : twice;
    double shifted = shifted(clipped);
    double r = reduced(clipped, shifted);
    double scale = power(Double.doubleToRawLongBits(shifted));
    double below = 1 - scale;
    double more = r * r * series(r);
    double grown = r + more;
    double grownRest = r - grown + more;
    double part = scale * grown;
    double top = below - part;
    double topRest = Math.fma(-scale, grownRest, below - top - part + (1 - below - scale));
    double bottom = 2 - top;
    double bottomRest = 2 - bottom - top - topRest;
    return Math.copySign(quotient(top, topRest, bottom, bottomRest), x);
  }

  /**
   * 1 / (1 + e⁻ˣ). Error less than 1 ulp, also of subnormal results.
   *
   * <p>With E = e to the power −|x| it is 1 / (1 + E), or E / (1 + E) if x is negative, of numbers
   * in two parts as in {@link #tanh}.
   */
  static double sigmoid(double x) {
    double below = -Math.abs(x);
    double clipped = below < LEAST ? LEAST : below;
    double shifted = shifted(clipped);
    double r = reduced(clipped, shifted);
    long bits = Double.doubleToRawLongBits(shifted);
    double more = r * r * series(r);
    double grown = r + more;
    double grownRest = r - grown + more;
    double power = 1 + grown;
    double powerRest = 1 - power + grown + grownRest;
    double part = scaled(power, bits);
    double bottom = 1 + part;
    double bottomRest = 1 - bottom + part + scaled(powerRest, bits);
    return x >= 0
        ? quotient(1, 0, bottom, bottomRest)
        : scaled(quotient(power, powerRest, bottom, bottomRest), bits);
  }

  /** n, shifted into the last bits. */
  private static double shifted(double x) {
    return Math.fma(x, LOG2_E, WHOLE);
  }

  /** r. */
  private static double reduced(double x, double shifted) {
    double n = shifted - WHOLE;
    return Math.fma(n, -LN_2_REST, Math.fma(n, -LN_2, x));
  }

  /** P(r). */
  private static double series(double r) {
    double p = Math.fma(P9, r, P8);
    p = Math.fma(p, r, P7);
    p = Math.fma(p, r, P6);
    p = Math.fma(p, r, P5);
    p = Math.fma(p, r, P4);
    p = Math.fma(p, r, P3);
    p = Math.fma(p, r, P2);
    p = Math.fma(p, r, P1);
    return Math.fma(p, r, P0);
  }

  /** 2ⁿ, for an n of which it is neither subnormal nor too large. */
  private static double power(long n) {
    return Double.longBitsToDouble((n << FRACTION) + ONE);
  }

  /** x · 2ⁿ in two steps, the first of which needs no rounding. */
  private static double scaled(double x, long n) {
    long half = n >>> 1;
    return x * power(half) * power(n - half);
  }

  /** (top + topRest) / (bottom + bottomRest). */
  private static double quotient(double top, double topRest, double bottom, double bottomRest) {
    double reciprocal = 1 / bottom;
    double quotient = top * reciprocal;
    double remainder = Math.fma(-quotient, bottom, top);
    double rest = Math.fma(-quotient, bottomRest, topRest);
    return Math.fma(remainder + rest, reciprocal, quotient);
  }
}
