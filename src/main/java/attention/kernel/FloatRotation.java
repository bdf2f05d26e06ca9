package attention.kernel;

import attention.matrix.FloatMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Pairs of columns in {@code float}, turned as many at a time as the processor has lanes. */
final class FloatRotation {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Each number of the lower half twice. */
  private static final VectorShuffle<Float> TWICE = VectorShuffle.fromOp(SPECIES, i -> i / 2);

  /** The two numbers of each pair exchanged. */
  private static final VectorShuffle<Float> EXCHANGED = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);

  /** The first number of each pair. */
  private static final VectorMask<Float> FIRST =
      VectorMask.fromLong(SPECIES, 0x5555_5555_5555_5555L);

  private FloatRotation() {}

  /** Pairs whose numbers are half a row apart. */
  static void ofHalves(FloatMatrix x, FloatMatrix cos, FloatMatrix sin, FloatMatrix out) {
    int half = cos.columns();
    int whole = SPECIES.loopBound(half);
    for (int row = 0; row < x.rows(); row++) {
      int from = x.start(row);
      int to = out.start(row);
      int ofCos = cos.start(row);
      int ofSin = sin.start(row);
      for (int j = 0; j < whole; j += LANES) {
        FloatVector c = FloatVector.fromArray(SPECIES, cos.values(), ofCos + j);
        FloatVector s = FloatVector.fromArray(SPECIES, sin.values(), ofSin + j);
        FloatVector left = FloatVector.fromArray(SPECIES, x.values(), from + j);
        FloatVector right = FloatVector.fromArray(SPECIES, x.values(), from + half + j);
        left.mul(c).sub(right.mul(s)).intoArray(out.values(), to + j);
        left.mul(s).add(right.mul(c)).intoArray(out.values(), to + half + j);
      }
      if (whole < half) {
        VectorMask<Float> mask = SPECIES.indexInRange(whole, half);
        FloatVector c = load(cos, ofCos + whole, mask);
        FloatVector s = load(sin, ofSin + whole, mask);
        FloatVector left = load(x, from + whole, mask);
        FloatVector right = load(x, from + half + whole, mask);
        left.mul(c).sub(right.mul(s)).intoArray(out.values(), to + whole, mask);
        left.mul(s).add(right.mul(c)).intoArray(out.values(), to + half + whole, mask);
      }
    }
  }

  /** Pairs whose numbers are side by side. */
  static void ofNeighbours(FloatMatrix x, FloatMatrix cos, FloatMatrix sin, FloatMatrix out) {
    int half = cos.columns();
    for (int row = 0; row < x.rows(); row++) {
      int from = x.start(row);
      int to = out.start(row);
      for (int j = 0; j < 2 * half; j += LANES) {
        VectorMask<Float> ofPairs = SPECIES.indexInRange(j / 2, half);
        FloatVector c = load(cos, cos.start(row) + j / 2, ofPairs).rearrange(TWICE);
        FloatVector s = load(sin, sin.start(row) + j / 2, ofPairs).rearrange(TWICE);
        VectorMask<Float> mask = SPECIES.indexInRange(j, 2 * half);
        FloatVector pairs = load(x, from + j, mask);
        pairs
            .mul(c)
            .add(pairs.rearrange(EXCHANGED).mul(s.lanewise(VectorOperators.NEG, FIRST)))
            .intoArray(out.values(), to + j, mask);
      }
    }
  }

  private static FloatVector load(FloatMatrix x, int from, VectorMask<Float> mask) {
    return FloatVector.fromArray(SPECIES, x.values(), from, mask);
  }
}
