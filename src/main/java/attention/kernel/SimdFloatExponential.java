package attention.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatExponential} in lanes: the same operations, and the same bits.
 *
 * <p>What is long is written out: once the JIT has inlined some fifty methods of vectors, it calls
 * every other method, and makes an object of every vector that it passes. Constants are vectors
 * already, because a broadcast is slow before the JIT.
 */
final class SimdFloatExponential {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final FloatVector LEAST = all(FloatExponential.LEAST);
  private static final FloatVector MOST = all(FloatExponential.MOST);
  private static final FloatVector FLAT = all(FloatExponential.FLAT);
  private static final FloatVector WHOLE = all(FloatExponential.WHOLE);
  private static final FloatVector LOG2_E = all(FloatExponential.LOG2_E);
  private static final FloatVector LESS_LN_2 = all(-FloatExponential.LN_2);
  private static final FloatVector LESS_REST = all(-FloatExponential.LN_2_REST);
  private static final FloatVector P0 = all(FloatExponential.P0);
  private static final FloatVector P1 = all(FloatExponential.P1);
  private static final FloatVector P2 = all(FloatExponential.P2);
  private static final FloatVector P3 = all(FloatExponential.P3);
  private static final FloatVector P4 = all(FloatExponential.P4);
  private static final FloatVector ZERO = all(0);
  private static final FloatVector ONE = all(1);
  private static final FloatVector TWO = all(2);
  private static final FloatVector LESS_TWO = all(-2);
  private static final IntVector BITS_OF_ONE = ONE.reinterpretAsInts();
  private static final IntVector SIGN = all(-0f).reinterpretAsInts();

  private SimdFloatExponential() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** eˣ. */
  static FloatVector exp(FloatVector x) {
    FloatVector above = x.blend(LEAST, x.compare(VectorOperators.LT, LEAST));
    FloatVector clipped = above.blend(MOST, x.compare(VectorOperators.GT, MOST));
    FloatVector shifted = clipped.fma(LOG2_E, WHOLE);
    FloatVector r = reduced(clipped, shifted);
    FloatVector power = series(r).fma(r, ONE).fma(r, ONE);
    IntVector n = shifted.reinterpretAsInts();
    IntVector half = n.lanewise(VectorOperators.LSHR, 1);
    return power.mul(power(half)).mul(power(n.sub(half)));
  }

  /** tanh x. */
  static FloatVector tanh(FloatVector x) {
    FloatVector twice = x.abs().mul(LESS_TWO);
    FloatVector clipped = twice.blend(FLAT, twice.compare(VectorOperators.LT, FLAT));
    FloatVector shifted = clipped.fma(LOG2_E, WHOLE);
    FloatVector r = reduced(clipped, shifted);
    FloatVector more = r.mul(r).mul(series(r));
    FloatVector scale = power(shifted.reinterpretAsInts());
    FloatVector below = ONE.sub(scale);
    FloatVector grown = r.add(more);
    FloatVector grownRest = r.sub(grown).add(more);
    FloatVector part = scale.mul(grown);
    FloatVector top = below.sub(part);
    FloatVector lost = below.sub(top).sub(part).add(ONE.sub(below).sub(scale));
    FloatVector topRest = scale.neg().fma(grownRest, lost);
    FloatVector bottom = TWO.sub(top);
    FloatVector bottomRest = TWO.sub(bottom).sub(top).sub(topRest);
    FloatVector reciprocal = ONE.div(bottom);
    FloatVector quotient = top.mul(reciprocal);
    FloatVector negative = quotient.neg();
    FloatVector remainder = negative.fma(bottom, top).add(negative.fma(bottomRest, topRest));
    IntVector magnitude = remainder.fma(reciprocal, quotient).reinterpretAsInts();
    return magnitude.or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** 1 / (1 + e⁻ˣ). */
  static FloatVector sigmoid(FloatVector x) {
    FloatVector below = x.abs().neg();
    FloatVector clipped = below.blend(LEAST, below.compare(VectorOperators.LT, LEAST));
    FloatVector shifted = clipped.fma(LOG2_E, WHOLE);
    FloatVector r = reduced(clipped, shifted);
    FloatVector more = r.mul(r).mul(series(r));
    IntVector n = shifted.reinterpretAsInts();
    IntVector half = n.lanewise(VectorOperators.LSHR, 1);
    FloatVector scale = power(half);
    FloatVector otherScale = power(n.sub(half));
    FloatVector grown = r.add(more);
    FloatVector grownRest = r.sub(grown).add(more);
    FloatVector power = ONE.add(grown);
    FloatVector powerRest = ONE.sub(power).add(grown).add(grownRest);
    FloatVector part = power.mul(scale).mul(otherScale);
    FloatVector bottom = ONE.add(part);
    FloatVector partRest = powerRest.mul(scale).mul(otherScale);
    FloatVector bottomRest = ONE.sub(bottom).add(part).add(partRest);
    VectorMask<Float> right = x.compare(VectorOperators.GE, ZERO);
    FloatVector top = power.blend(ONE, right);
    FloatVector topRest = powerRest.blend(ZERO, right);
    FloatVector reciprocal = ONE.div(bottom);
    FloatVector quotient = top.mul(reciprocal);
    FloatVector negative = quotient.neg();
    FloatVector remainder = negative.fma(bottom, top).add(negative.fma(bottomRest, topRest));
    FloatVector whole = remainder.fma(reciprocal, quotient);
    return whole.mul(scale).mul(otherScale).blend(whole, right);
  }

  private static FloatVector reduced(FloatVector x, FloatVector shifted) {
    FloatVector n = shifted.sub(WHOLE);
    return n.fma(LESS_REST, n.fma(LESS_LN_2, x));
  }

  private static FloatVector series(FloatVector r) {
    FloatVector p = r.fma(P4, P3);
    p = p.fma(r, P2);
    p = p.fma(r, P1);
    return p.fma(r, P0);
  }

  private static FloatVector power(IntVector n) {
    return n.lanewise(VectorOperators.LSHL, FloatExponential.FRACTION)
        .add(BITS_OF_ONE)
        .reinterpretAsFloats();
  }
}
