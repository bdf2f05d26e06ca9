package attention.kernel;

import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Arithmetic in {@code float} on the lanes of the processor. The last vector of a row is masked:
 * nothing beyond the row is read or written.
 */
final class SimdFloatKernel implements Kernel<FloatMatrix> {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Divisors up to here have a reciprocal that does not underflow. */
  private static final float LARGEST_EXACT = 1L << 62;

  @Override
  public Dtype dtype() {
    return Dtype.FLOAT32;
  }

  @Override
  public FloatMatrix zeros(int rows, int columns) {
    return FloatMatrix.zeros(rows, columns);
  }

  @Override
  public PackedMatrix<FloatMatrix> pack(FloatMatrix b) {
    return FloatPanels.of(b);
  }

  @Override
  public PackedMatrix<FloatMatrix> packTransposed(FloatMatrix b) {
    return FloatPanels.ofTransposed(b);
  }

  @Override
  public void scale(FloatMatrix x, double factor, FloatMatrix out) {
    float narrowed = (float) factor;
    for (int row = 0; row < x.rows(); row++) {
      int from = x.start(row);
      int to = out.start(row);
      for (int j = 0; j < x.columns(); j += LANES) {
        VectorMask<Float> mask = SPECIES.indexInRange(j, x.columns());
        load(x, from + j, mask).mul(narrowed).intoArray(out.values(), to + j, mask);
      }
    }
  }

  @Override
  public void softcap(FloatMatrix x, double cap, FloatMatrix out) {
    float narrowed = (float) cap;
    for (int row = 0; row < x.rows(); row++) {
      int from = x.start(row);
      int to = out.start(row);
      for (int j = 0; j < x.columns(); j += LANES) {
        VectorMask<Float> mask = SPECIES.indexInRange(j, x.columns());
        FloatVector value = load(x, from + j, mask);
        SimdFloatExponential.tanh(value.div(narrowed))
            .mul(narrowed)
            .blend(Float.NaN, value.test(VectorOperators.IS_FINITE).not())
            .intoArray(out.values(), to + j, mask);
      }
    }
  }

  @Override
  public void add(FloatMatrix x, FloatMatrix y, FloatMatrix out) {
    assert (x.rows() == y.rows() || y.rows() == 1) && x.columns() == y.columns();
    for (int row = 0; row < x.rows(); row++) {
      int left = x.start(row);
      int right = y.start(y.rows() == 1 ? 0 : row);
      int to = out.start(row);
      for (int j = 0; j < x.columns(); j += LANES) {
        VectorMask<Float> mask = SPECIES.indexInRange(j, x.columns());
        load(x, left + j, mask).add(load(y, right + j, mask)).intoArray(out.values(), to + j, mask);
      }
    }
  }

  @Override
  public void multiply(FloatMatrix x, FloatMatrix y, FloatMatrix out) {
    assert x.rows() == y.rows() && x.columns() == y.columns();
    for (int row = 0; row < x.rows(); row++) {
      int left = x.start(row);
      int right = y.start(row);
      int to = out.start(row);
      for (int j = 0; j < x.columns(); j += LANES) {
        VectorMask<Float> mask = SPECIES.indexInRange(j, x.columns());
        load(x, left + j, mask).mul(load(y, right + j, mask)).intoArray(out.values(), to + j, mask);
      }
    }
  }

  @Override
  public void rotate(
      FloatMatrix x, boolean adjacent, FloatMatrix cos, FloatMatrix sin, FloatMatrix out) {
    if (adjacent) {
      FloatRotation.ofNeighbours(x, cos, sin, out);
    } else {
      FloatRotation.ofHalves(x, cos, sin, out);
    }
  }

  @Override
  public void sigmoid(FloatMatrix x, FloatMatrix out) {
    for (int row = 0; row < x.rows(); row++) {
      int from = x.start(row);
      int to = out.start(row);
      for (int j = 0; j < x.columns(); j += LANES) {
        VectorMask<Float> mask = SPECIES.indexInRange(j, x.columns());
        SimdFloatExponential.sigmoid(load(x, from + j, mask)).intoArray(out.values(), to + j, mask);
      }
    }
  }

  @Override
  public void mask(FloatMatrix x, int row, boolean[] allowed, FloatMatrix out) {
    int from = x.start(row);
    int to = out.start(row);
    for (int j = 0; j < x.columns(); j += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(j, x.columns());
      VectorMask<Float> open = allowed(allowed, j);
      load(x, from + j, mask)
          .blend(Float.NEGATIVE_INFINITY, open.not())
          .intoArray(out.values(), to + j, mask);
    }
  }

  private static VectorMask<Float> allowed(boolean[] allowed, int j) {
    if (j + LANES <= allowed.length) {
      return VectorMask.fromArray(SPECIES, allowed, j);
    }
    long bits = 0;
    for (int lane = 0; j + lane < allowed.length; lane++) {
      bits |= (allowed[j + lane] ? 1L : 0L) << lane;
    }
    return VectorMask.fromLong(SPECIES, bits);
  }

  /** Compares and blends, which is cheaper than MAX: MAX handles NaN and the sign of zero. */
  @Override
  public double max(FloatMatrix x, int row) {
    float[] values = x.values();
    int p = x.start(row);
    int end = p + x.columns();
    FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    FloatVector other = max;
    for (; p + 2 * LANES <= end; p += 2 * LANES) {
      // Called on the vector just loaded: the JIT knows its class without a profile.
      FloatVector next = FloatVector.fromArray(SPECIES, values, p);
      max = next.blend(max, next.compare(VectorOperators.GT, max).not());
      FloatVector after = FloatVector.fromArray(SPECIES, values, p + LANES);
      other = after.blend(other, after.compare(VectorOperators.GT, other).not());
    }
    max = max.lanewise(VectorOperators.MAX, other);
    for (; p < end; p += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(p, end);
      max = max.lanewise(VectorOperators.MAX, load(x, p, mask), mask);
    }
    return max.reduceLanes(VectorOperators.MAX);
  }

  @Override
  public double min(FloatMatrix x, int row) {
    FloatVector min = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    int from = x.start(row);
    for (int j = 0; j < x.columns(); j += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(j, x.columns());
      min = min.lanewise(VectorOperators.MIN, load(x, from + j, mask), mask);
    }
    return min.reduceLanes(VectorOperators.MIN);
  }

  @Override
  public double sum(FloatMatrix x, int row) {
    float[] values = x.values();
    int p = x.start(row);
    int end = p + x.columns();
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector other = sum;
    for (; p + 2 * LANES <= end; p += 2 * LANES) {
      sum = sum.add(FloatVector.fromArray(SPECIES, values, p));
      other = other.add(FloatVector.fromArray(SPECIES, values, p + LANES));
    }
    sum = sum.add(other);
    for (; p < end; p += LANES) {
      sum = sum.add(load(x, p, SPECIES.indexInRange(p, end)));
    }
    return total(sum);
  }

  /** In the order of the lanes, where reduceLanes has another once it is compiled. */
  private static float total(FloatVector lanes) {
    float total = 0;
    for (float lane : lanes.toArray()) {
      total += lane;
    }
    return total;
  }

  /** Sums 0 · x, which is 0 if all elements are finite, and counts only if it is not. */
  @Override
  public int countFinite(FloatMatrix x, int row) {
    float[] values = x.values();
    int p = x.start(row);
    int end = p + x.columns();
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector sum = zero;
    FloatVector other = zero;
    for (; p + 2 * LANES <= end; p += 2 * LANES) {
      sum = FloatVector.fromArray(SPECIES, values, p).fma(zero, sum);
      other = FloatVector.fromArray(SPECIES, values, p + LANES).fma(zero, other);
    }
    sum = sum.add(other);
    for (; p < end; p += LANES) {
      sum = load(x, p, SPECIES.indexInRange(p, end)).fma(zero, sum);
    }
    return sum.compare(VectorOperators.EQ, zero).allTrue() ? x.columns() : countedFinite(x, row);
  }

  private static int countedFinite(FloatMatrix x, int row) {
    int count = 0;
    int from = x.start(row);
    for (int j = 0; j < x.columns(); j += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(j, x.columns());
      count += load(x, from + j, mask).test(VectorOperators.IS_FINITE, mask).trueCount();
    }
    return count;
  }

  @Override
  public double exp(FloatMatrix x, int row, double shift, FloatMatrix out) {
    float narrowed = (float) shift;
    float[] powers = out.values();
    int from = x.start(row);
    int to = out.start(row);
    int whole = SPECIES.loopBound(x.columns());
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int j = 0; j < whole; j += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, x.values(), from + j);
      FloatVector power = SimdFloatExponential.exp(value.sub(narrowed));
      power.intoArray(powers, to + j);
      sum = sum.add(power);
    }
    if (whole < x.columns()) {
      VectorMask<Float> mask = SPECIES.indexInRange(whole, x.columns());
      FloatVector value = load(x, from + whole, mask);
      FloatVector power = SimdFloatExponential.exp(value.sub(narrowed));
      power.intoArray(powers, to + whole, mask);
      sum = sum.add(power, mask);
    }
    return total(sum);
  }

  @Override
  public void zeroMasked(FloatMatrix x, int row, FloatMatrix out) {
    int from = x.start(row);
    int to = out.start(row);
    for (int j = 0; j < x.columns(); j += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(j, x.columns());
      FloatVector value = load(x, from + j, mask);
      value
          .blend(0, value.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY))
          .intoArray(out.values(), to + j, mask);
    }
  }

  @Override
  public void divide(FloatMatrix x, int row, double divisor, FloatMatrix out) {
    float narrowed = (float) divisor;
    if (Math.abs(narrowed) >= 1 && Math.abs(narrowed) <= LARGEST_EXACT) {
      divideThroughReciprocal(x, row, narrowed, out);
      return;
    }
    int from = x.start(row);
    int to = out.start(row);
    for (int j = 0; j < x.columns(); j += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(j, x.columns());
      load(x, from + j, mask).div(narrowed).intoArray(out.values(), to + j, mask);
    }
  }

  /**
   * Division costs as much as a dozen other operations. Instead, multiplies by the reciprocal and
   * corrects the quotient by its remainder, which is exact (P. Markstein, Computation of elementary
   * functions on the IBM RISC System/6000 processor, 1990, section 4); infinities and zeros need no
   * correction.
   */
  private static void divideThroughReciprocal(
      FloatMatrix x, int row, float divisor, FloatMatrix out) {
    FloatVector reciprocal = FloatVector.broadcast(SPECIES, 1 / divisor);
    FloatVector negative = FloatVector.broadcast(SPECIES, -divisor);
    float[] quotients = out.values();
    int from = x.start(row);
    int to = out.start(row);
    int whole = SPECIES.loopBound(x.columns());
    for (int j = 0; j < whole; j += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, x.values(), from + j);
      quotient(value, negative, reciprocal).intoArray(quotients, to + j);
    }
    if (whole < x.columns()) {
      VectorMask<Float> mask = SPECIES.indexInRange(whole, x.columns());
      FloatVector value = load(x, from + whole, mask);
      quotient(value, negative, reciprocal).intoArray(quotients, to + whole, mask);
    }
  }

  private static FloatVector quotient(
      FloatVector value, FloatVector negativeDivisor, FloatVector reciprocal) {
    FloatVector quotient = value.mul(reciprocal);
    FloatVector remainder = quotient.fma(negativeDivisor, value);
    return quotient.blend(
        remainder.fma(reciprocal, quotient), remainder.abs().compare(VectorOperators.GT, 0));
  }

  private static FloatVector load(FloatMatrix x, int from, VectorMask<Float> mask) {
    return FloatVector.fromArray(SPECIES, x.values(), from, mask);
  }
}
