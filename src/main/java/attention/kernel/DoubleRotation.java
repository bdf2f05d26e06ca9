package attention.kernel;

import attention.matrix.DoubleMatrix;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Pairs of columns in {@code double}, turned as many at a time as the processor has lanes. */
final class DoubleRotation {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Each number of the lower half twice. */
  private static final VectorShuffle<Double> TWICE = VectorShuffle.fromOp(SPECIES, i -> i / 2);

  /** The two numbers of each pair exchanged. */
  private static final VectorShuffle<Double> EXCHANGED = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);

  /** The first number of each pair. */
  private static final VectorMask<Double> FIRST =
      VectorMask.fromLong(SPECIES, 0x5555_5555_5555_5555L);

  private DoubleRotation() {}

  /** Pairs whose numbers are half a row apart. */
  static void ofHalves(DoubleMatrix x, DoubleMatrix cos, DoubleMatrix sin, DoubleMatrix out) {
    int half = cos.columns();
    int whole = SPECIES.loopBound(half);
    for (int row = 0; row < x.rows(); row++) {
      int from = x.start(row);
      int to = out.start(row);
      int ofCos = cos.start(row);
      int ofSin = sin.start(row);
      for (int j = 0; j < whole; j += LANES) {
        DoubleVector c = DoubleVector.fromArray(SPECIES, cos.values(), ofCos + j);
        DoubleVector s = DoubleVector.fromArray(SPECIES, sin.values(), ofSin + j);
        DoubleVector left = DoubleVector.fromArray(SPECIES, x.values(), from + j);
        DoubleVector right = DoubleVector.fromArray(SPECIES, x.values(), from + half + j);
        left.mul(c).sub(right.mul(s)).intoArray(out.values(), to + j);
        left.mul(s).add(right.mul(c)).intoArray(out.values(), to + half + j);
      }
      if (whole < half) {
        VectorMask<Double> mask = SPECIES.indexInRange(whole, half);
        DoubleVector c = load(cos, ofCos + whole, mask);
        DoubleVector s = load(sin, ofSin + whole, mask);
        DoubleVector left = load(x, from + whole, mask);
        DoubleVector right = load(x, from + half + whole, mask);
        left.mul(c).sub(right.mul(s)).intoArray(out.values(), to + whole, mask);
        left.mul(s).add(right.mul(c)).intoArray(out.values(), to + half + whole, mask);
      }
    }
  }

  /** Pairs whose numbers are side by side. */
  static void ofNeighbours(DoubleMatrix x, DoubleMatrix cos, DoubleMatrix sin, DoubleMatrix out) {
    int half = cos.columns();
    for (int row = 0; row < x.rows(); row++) {
      int from = x.start(row);
      int to = out.start(row);
      for (int j = 0; j < 2 * half; j += LANES) {
        VectorMask<Double> ofPairs = SPECIES.indexInRange(j / 2, half);
        DoubleVector c = load(cos, cos.start(row) + j / 2, ofPairs).rearrange(TWICE);
        DoubleVector s = load(sin, sin.start(row) + j / 2, ofPairs).rearrange(TWICE);
        VectorMask<Double> mask = SPECIES.indexInRange(j, 2 * half);
        DoubleVector pairs = load(x, from + j, mask);
        pairs
            .mul(c)
            .add(pairs.rearrange(EXCHANGED).mul(s.lanewise(VectorOperators.NEG, FIRST)))
            .intoArray(out.values(), to + j, mask);
      }
    }
  }

  private static DoubleVector load(DoubleMatrix x, int from, VectorMask<Double> mask) {
    return DoubleVector.fromArray(SPECIES, x.values(), from, mask);
  }
}
