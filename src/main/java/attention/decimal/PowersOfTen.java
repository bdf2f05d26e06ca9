package attention.decimal;

import java.math.BigInteger;

/** Powers of two in units of powers of ten, in exact arithmetic. */
final class PowersOfTen {

  private PowersOfTen() {}

  /** The largest k with 10^k ≤ 2^q. */
  static int below(int q) {
    // log₁₀ 2 in fixed point, precise enough for every exponent of float64.
    return (int) (q * 1_292_913_986L >> 32);
  }

  /** 2^q / 10^k in fixed point with {@code point} fractional bits, rounded down. */
  static BigInteger unit(int q, int k, int point) {
    BigInteger two = BigInteger.ONE.shiftLeft(Math.max(q + point, 0));
    BigInteger ten = BigInteger.TEN.pow(Math.abs(k));
    BigInteger half = BigInteger.ONE.shiftLeft(Math.max(-q - point, 0));
    return k < 0 ? two.multiply(ten).divide(half) : two.divide(ten.multiply(half));
  }
}
