package attention.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rounding to bfloat16 on as many lanes as the processor has. The JIT does it for float16, which
 * the processor converts itself.
 */
final class SimdBfloat16 {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** The bits of a float that a bfloat16 lacks. */
  private static final int LOWER = 16;

  /** A little less than half of what they can stand for. */
  private static final int LOWER_HALF = (1 << (LOWER - 1)) - 1;

  private SimdBfloat16() {}

  /** Rounds numbers in place, as {@link attention.matrix.Dtype#round(float[], int, int)} does. */
  static void round(float[] values, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      VectorMask<Float> mask = SPECIES.indexInRange(i, to);
      FloatVector value = FloatVector.fromArray(SPECIES, values, i, mask);
      IntVector bits = value.reinterpretAsInts();
      IntVector even = bits.lanewise(VectorOperators.LSHR, LOWER).and(1);
      bits.add(even)
          .add(LOWER_HALF)
          .and(-1 << LOWER)
          .reinterpretAsFloats()
          .blend(Float.NaN, value.test(VectorOperators.IS_NAN))
          .intoArray(values, i, mask);
    }
  }
}
