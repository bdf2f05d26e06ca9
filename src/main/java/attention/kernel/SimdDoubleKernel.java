package attention.kernel;

import attention.matrix.DoubleMatrix;
import attention.matrix.Dtype;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Arithmetic in {@code double} on the lanes of the processor. The last vector of a row is masked:
 * nothing beyond the row is read or written.
 */
final class SimdDoubleKernel implements Kernel<DoubleMatrix> {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Divisors up to here have a reciprocal that does not underflow. */
  private static final double LARGEST_EXACT = 1L << 62;

  @Override
  public Dtype dtype() {
    return Dtype.FLOAT64;
  }

  @Override
  public DoubleMatrix zeros(int rows, int columns) {
    return DoubleMatrix.zeros(rows, columns);
  }

  @Override
  public PackedMatrix<DoubleMatrix> pack(DoubleMatrix b) {
    return DoublePanels.of(b);
  }

  @Override
  public PackedMatrix<DoubleMatrix> packTransposed(DoubleMatrix b) {
    return DoublePanels.ofTransposed(b);
  }

  @Override
  public void scale(DoubleMatrix x, double factor, DoubleMatrix out) {
    double narrowed = (double) factor;
    for (int row = 0; row < x.rows(); row++) {
      int from = x.start(row);
      int to = out.start(row);
      for (int j = 0; j < x.columns(); j += LANES) {
        VectorMask<Double> mask = SPECIES.indexInRange(j, x.columns());
        load(x, from + j, mask).mul(narrowed).intoArray(out.values(), to + j, mask);
      }
    }
  }

  @Override
  public void softcap(DoubleMatrix x, double cap, DoubleMatrix out) {
    double narrowed = (double) cap;
    for (int row = 0; row < x.rows(); row++) {
      int from = x.start(row);
      int to = out.start(row);
      for (int j = 0; j < x.columns(); j += LANES) {
        VectorMask<Double> mask = SPECIES.indexInRange(j, x.columns());
        DoubleVector value = load(x, from + j, mask);
        SimdDoubleExponential.tanh(value.div(narrowed))
            .mul(narrowed)
            .blend(Double.NaN, value.test(VectorOperators.IS_FINITE).not())
            .intoArray(out.values(), to + j, mask);
      }
    }
  }

  @Override
  public void add(DoubleMatrix x, DoubleMatrix y, DoubleMatrix out) {
    assert (x.rows() == y.rows() || y.rows() == 1) && x.columns() == y.columns();
    for (int row = 0; row < x.rows(); row++) {
      int left = x.start(row);
      int right = y.start(y.rows() == 1 ? 0 : row);
      int to = out.start(row);
      for (int j = 0; j < x.columns(); j += LANES) {
        VectorMask<Double> mask = SPECIES.indexInRange(j, x.columns());
        load(x, left + j, mask).add(load(y, right + j, mask)).intoArray(out.values(), to + j, mask);
      }
    }
  }

  @Override
  public void multiply(DoubleMatrix x, DoubleMatrix y, DoubleMatrix out) {
    assert x.rows() == y.rows() && x.columns() == y.columns();
    for (int row = 0; row < x.rows(); row++) {
      int left = x.start(row);
      int right = y.start(row);
      int to = out.start(row);
      for (int j = 0; j < x.columns(); j += LANES) {
        VectorMask<Double> mask = SPECIES.indexInRange(j, x.columns());
        load(x, left + j, mask).mul(load(y, right + j, mask)).intoArray(out.values(), to + j, mask);
      }
    }
  }

  @Override
  public void rotate(
      DoubleMatrix x, boolean adjacent, DoubleMatrix cos, DoubleMatrix sin, DoubleMatrix out) {
    if (adjacent) {
      DoubleRotation.ofNeighbours(x, cos, sin, out);
    } else {
      DoubleRotation.ofHalves(x, cos, sin, out);
    }
  }

  @Override
  public void sigmoid(DoubleMatrix x, DoubleMatrix out) {
    for (int row = 0; row < x.rows(); row++) {
      int from = x.start(row);
      int to = out.start(row);
      for (int j = 0; j < x.columns(); j += LANES) {
        VectorMask<Double> mask = SPECIES.indexInRange(j, x.columns());
        SimdDoubleExponential.sigmoid(load(x, from + j, mask))
            .intoArray(out.values(), to + j, mask);
      }
    }
  }

  @Override
  public void mask(DoubleMatrix x, int row, boolean[] allowed, DoubleMatrix out) {
    int from = x.start(row);
    int to = out.start(row);
    for (int j = 0; j < x.columns(); j += LANES) {
      VectorMask<Double> mask = SPECIES.indexInRange(j, x.columns());
      VectorMask<Double> open = allowed(allowed, j);
      load(x, from + j, mask)
          .blend(Double.NEGATIVE_INFINITY, open.not())
          .intoArray(out.values(), to + j, mask);
    }
  }

  private static VectorMask<Double> allowed(boolean[] allowed, int j) {
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
  public double max(DoubleMatrix x, int row) {
    double[] values = x.values();
    int p = x.start(row);
    int end = p + x.columns();
    DoubleVector max = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
    DoubleVector other = max;
    for (; p + 2 * LANES <= end; p += 2 * LANES) {
      // Called on the vector just loaded: the JIT knows its class without a profile.
      DoubleVector next = DoubleVector.fromArray(SPECIES, values, p);
      max = next.blend(max, next.compare(VectorOperators.GT, max).not());
      DoubleVector after = DoubleVector.fromArray(SPECIES, values, p + LANES);
      other = after.blend(other, after.compare(VectorOperators.GT, other).not());
    }
    max = max.lanewise(VectorOperators.MAX, other);
    for (; p < end; p += LANES) {
      VectorMask<Double> mask = SPECIES.indexInRange(p, end);
      max = max.lanewise(VectorOperators.MAX, load(x, p, mask), mask);
    }
    return max.reduceLanes(VectorOperators.MAX);
  }

  @Override
  public double min(DoubleMatrix x, int row) {
    DoubleVector min = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
    int from = x.start(row);
    for (int j = 0; j < x.columns(); j += LANES) {
      VectorMask<Double> mask = SPECIES.indexInRange(j, x.columns());
      min = min.lanewise(VectorOperators.MIN, load(x, from + j, mask), mask);
    }
    return min.reduceLanes(VectorOperators.MIN);
  }

  @Override
  public double sum(DoubleMatrix x, int row) {
    double[] values = x.values();
    int p = x.start(row);
    int end = p + x.columns();
    DoubleVector sum = DoubleVector.zero(SPECIES);
    DoubleVector other = sum;
    for (; p + 2 * LANES <= end; p += 2 * LANES) {
      sum = sum.add(DoubleVector.fromArray(SPECIES, values, p));
      other = other.add(DoubleVector.fromArray(SPECIES, values, p + LANES));
    }
    sum = sum.add(other);
    for (; p < end; p += LANES) {
      sum = sum.add(load(x, p, SPECIES.indexInRange(p, end)));
    }
    return total(sum);
  }

  /** In the order of the lanes, where reduceLanes has another once it is compiled. */
  private static double total(DoubleVector lanes) {
    double total = 0;
    for (double lane : lanes.toArray()) {
      total += lane;
    }
    return total;
  }

  /** Sums 0 · x, which is 0 if all elements are finite, and counts only if it is not. */
  @Override
  public int countFinite(DoubleMatrix x, int row) {
    double[] values = x.values();
    int p = x.start(row);
    int end = p + x.columns();
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector sum = zero;
    DoubleVector other = zero;
    for (; p + 2 * LANES <= end; p += 2 * LANES) {
      sum = DoubleVector.fromArray(SPECIES, values, p).fma(zero, sum);
      other = DoubleVector.fromArray(SPECIES, values, p + LANES).fma(zero, other);
    }
    sum = sum.add(other);
    for (; p < end; p += LANES) {
      sum = load(x, p, SPECIES.indexInRange(p, end)).fma(zero, sum);
    }
    return sum.compare(VectorOperators.EQ, zero).allTrue() ? x.columns() : countedFinite(x, row);
  }

  private static int countedFinite(DoubleMatrix x, int row) {
    int count = 0;
    int from = x.start(row);
    for (int j = 0; j < x.columns(); j += LANES) {
      VectorMask<Double> mask = SPECIES.indexInRange(j, x.columns());
      count += load(x, from + j, mask).test(VectorOperators.IS_FINITE, mask).trueCount();
    }
    return count;
  }

  @Override
  public double exp(DoubleMatrix x, int row, double shift, DoubleMatrix out) {
    double narrowed = (double) shift;
    double[] powers = out.values();
    int from = x.start(row);
    int to = out.start(row);
    int whole = SPECIES.loopBound(x.columns());
    DoubleVector sum = DoubleVector.zero(SPECIES);
    for (int j = 0; j < whole; j += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, x.values(), from + j);
      DoubleVector power = SimdDoubleExponential.exp(value.sub(narrowed));
      power.intoArray(powers, to + j);
      sum = sum.add(power);
    }
    if (whole < x.columns()) {
      VectorMask<Double> mask = SPECIES.indexInRange(whole, x.columns());
      DoubleVector value = load(x, from + whole, mask);
      DoubleVector power = SimdDoubleExponential.exp(value.sub(narrowed));
      power.intoArray(powers, to + whole, mask);
      sum = sum.add(power, mask);
    }
    return total(sum);
  }

  @Override
  public void zeroMasked(DoubleMatrix x, int row, DoubleMatrix out) {
    int from = x.start(row);
    int to = out.start(row);
    for (int j = 0; j < x.columns(); j += LANES) {
      VectorMask<Double> mask = SPECIES.indexInRange(j, x.columns());
      DoubleVector value = load(x, from + j, mask);
      value
          .blend(0, value.compare(VectorOperators.EQ, Double.NEGATIVE_INFINITY))
          .intoArray(out.values(), to + j, mask);
    }
  }

  @Override
  public void divide(DoubleMatrix x, int row, double divisor, DoubleMatrix out) {
    double narrowed = (double) divisor;
    if (Math.abs(narrowed) >= 1 && Math.abs(narrowed) <= LARGEST_EXACT) {
      divideThroughReciprocal(x, row, narrowed, out);
      return;
    }
    int from = x.start(row);
    int to = out.start(row);
    for (int j = 0; j < x.columns(); j += LANES) {
      VectorMask<Double> mask = SPECIES.indexInRange(j, x.columns());
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
      DoubleMatrix x, int row, double divisor, DoubleMatrix out) {
    DoubleVector reciprocal = DoubleVector.broadcast(SPECIES, 1 / divisor);
    DoubleVector negative = DoubleVector.broadcast(SPECIES, -divisor);
    double[] quotients = out.values();
    int from = x.start(row);
    int to = out.start(row);
    int whole = SPECIES.loopBound(x.columns());
    for (int j = 0; j < whole; j += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, x.values(), from + j);
      quotient(value, negative, reciprocal).intoArray(quotients, to + j);
    }
    if (whole < x.columns()) {
      VectorMask<Double> mask = SPECIES.indexInRange(whole, x.columns());
      DoubleVector value = load(x, from + whole, mask);
      quotient(value, negative, reciprocal).intoArray(quotients, to + whole, mask);
    }
  }

  private static DoubleVector quotient(
      DoubleVector value, DoubleVector negativeDivisor, DoubleVector reciprocal) {
    DoubleVector quotient = value.mul(reciprocal);
    DoubleVector remainder = quotient.fma(negativeDivisor, value);
    return quotient.blend(
        remainder.fma(reciprocal, quotient), remainder.abs().compare(VectorOperators.GT, 0));
  }

  private static DoubleVector load(DoubleMatrix x, int from, VectorMask<Double> mask) {
    return DoubleVector.fromArray(SPECIES, x.values(), from, mask);
  }
}
