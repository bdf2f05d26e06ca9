package attention.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DoubleExponential} in lanes: the same operations, and the same bits.
 *
 * <p>What is long is written out: once the JIT has inlined some fifty methods of vectors, it calls
 * every other method, and makes an object of every vector that it passes. Constants are vectors
 * already, because a broadcast is slow before the JIT.
 */
final class SimdDoubleExponential {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final DoubleVector LEAST = all(DoubleExponential.LEAST);
  private static final DoubleVector MOST = all(DoubleExponential.MOST);
  private static final DoubleVector FLAT = all(DoubleExponential.FLAT);
  private static final DoubleVector WHOLE = all(DoubleExponential.WHOLE);
  private static final DoubleVector LOG2_E = all(DoubleExponential.LOG2_E);
  private static final DoubleVector LESS_LN_2 = all(-DoubleExponential.LN_2);
  private static final DoubleVector LESS_REST = all(-DoubleExponential.LN_2_REST);
  private static final DoubleVector P0 = all(DoubleExponential.P0);
  private static final DoubleVector P1 = all(DoubleExponential.P1);
  private static final DoubleVector P2 = all(DoubleExponential.P2);
  private static final DoubleVector P3 = all(DoubleExponential.P3);
  private static final DoubleVector P4 = all(DoubleExponential.P4);
  private static final DoubleVector P5 = all(DoubleExponential.P5);
  private static final DoubleVector P6 = all(DoubleExponential.P6);
  private static final DoubleVector P7 = all(DoubleExponential.P7);
  private static final DoubleVector P8 = all(DoubleExponential.P8);
  private static final DoubleVector P9 = all(DoubleExponential.P9);
  private static final DoubleVector ZERO = all(0);
  private static final DoubleVector ONE = all(1);
  private static final DoubleVector TWO = all(2);
  private static final DoubleVector LESS_TWO = all(-2);
  private static final LongVector BITS_OF_ONE = ONE.reinterpretAsLongs();
  private static final LongVector SIGN = all(-0.0).reinterpretAsLongs();

  private SimdDoubleExponential() {}

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** eˣ. */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector above = x.blend(LEAST, x.compare(VectorOperators.LT, LEAST));
    DoubleVector clipped = above.blend(MOST, x.compare(VectorOperators.GT, MOST));
    DoubleVector shifted = clipped.fma(LOG2_E, WHOLE);
    DoubleVector r = reduced(clipped, shifted);
    DoubleVector power = series(r).fma(r, ONE).fma(r, ONE);
    LongVector n = shifted.reinterpretAsLongs();
    LongVector half = n.lanewise(VectorOperators.LSHR, 1);
    return power.mul(power(half)).mul(power(n.sub(half)));
  }

  /** tanh x. */
  static DoubleVector tanh(DoubleVector x) {
    DoubleVector twice = x.abs().mul(LESS_TWO);
    DoubleVector clipped = twice.blend(FLAT, twice.compare(VectorOperators.LT, FLAT));
    DoubleVector shifted = clipped.fma(LOG2_E, WHOLE);
    DoubleVector r = reduced(clipped, shifted);
    DoubleVector more = r.mul(r).mul(series(r));
    DoubleVector scale = power(shifted.reinterpretAsLongs());
    DoubleVector below = ONE.sub(scale);
    DoubleVector grown = r.add(more);
    DoubleVector grownRest = r.sub(grown).add(more);
    DoubleVector part = scale.mul(grown);
    DoubleVector top = below.sub(part);
    DoubleVector lost = below.sub(top).sub(part).add(ONE.sub(below).sub(scale));
    DoubleVector topRest = scale.neg().fma(grownRest, lost);
    DoubleVector bottom = TWO.sub(top);
    DoubleVector bottomRest = TWO.sub(bottom).sub(top).sub(topRest);
    DoubleVector reciprocal = ONE.div(bottom);
    DoubleVector quotient = top.mul(reciprocal);
    DoubleVector negative = quotient.neg();
    DoubleVector remainder = negative.fma(bottom, top).add(negative.fma(bottomRest, topRest));
    LongVector magnitude = remainder.fma(reciprocal, quotient).reinterpretAsLongs();
    return magnitude.or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** 1 / (1 + e⁻ˣ). */
  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector below = x.abs().neg();
    DoubleVector clipped = below.blend(LEAST, below.compare(VectorOperators.LT, LEAST));
    DoubleVector shifted = clipped.fma(LOG2_E, WHOLE);
    DoubleVector r = reduced(clipped, shifted);
    DoubleVector more = r.mul(r).mul(series(r));
    LongVector n = shifted.reinterpretAsLongs();
    LongVector half = n.lanewise(VectorOperators.LSHR, 1);
    DoubleVector scale = power(half);
    DoubleVector otherScale = power(n.sub(half));
    DoubleVector grown = r.add(more);
    DoubleVector grownRest = r.sub(grown).add(more);
    DoubleVector power = ONE.add(grown);
    DoubleVector powerRest = ONE.sub(power).add(grown).add(grownRest);
    DoubleVector part = power.mul(scale).mul(otherScale);
    DoubleVector bottom = ONE.add(part);
    DoubleVector partRest = powerRest.mul(scale).mul(otherScale);
    DoubleVector bottomRest = ONE.sub(bottom).add(part).add(partRest);
    VectorMask<Double> right = x.compare(VectorOperators.GE, ZERO);
    DoubleVector top = power.blend(ONE, right);
    DoubleVector topRest = powerRest.blend(ZERO, right);
    DoubleVector reciprocal = ONE.div(bottom);
    DoubleVector quotient = top.mul(reciprocal);
    DoubleVector negative = quotient.neg();
    DoubleVector remainder = negative.fma(bottom, top).add(negative.fma(bottomRest, topRest));
    DoubleVector whole = remainder.fma(reciprocal, quotient);
    return whole.mul(scale).mul(otherScale).blend(whole, right);
  }

  private static DoubleVector reduced(DoubleVector x, DoubleVector shifted) {
    DoubleVector n = shifted.sub(WHOLE);
    return n.fma(LESS_REST, n.fma(LESS_LN_2, x));
  }

  private static DoubleVector series(DoubleVector r) {
    DoubleVector p = r.fma(P9, P8);
    p = p.fma(r, P7);
    p = p.fma(r, P6);
    p = p.fma(r, P5);
    p = p.fma(r, P4);
    p = p.fma(r, P3);
    p = p.fma(r, P2);
    p = p.fma(r, P1);
    return p.fma(r, P0);
  }

  private static DoubleVector power(LongVector n) {
    return n.lanewise(VectorOperators.LSHL, DoubleExponential.FRACTION)
        .add(BITS_OF_ONE)
        .reinterpretAsDoubles();
  }
}
