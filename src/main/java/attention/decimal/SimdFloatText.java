package attention.decimal;

import jdk.incubator.vector.VectorShape;
import org.jspecify.annotations.Nullable;

/** Writes float32 in batches on vectors, and the last few numbers of a row one at a time. */
final class SimdFloatText implements FloatText {

  /** Allocated for the first row that is wide enough, so that narrow rows need no arrays. */
  private @Nullable SimdFloatBatch batch;

  /** Whether the processor has vectors of 512 or 256 bits. */
  static boolean isSupported() {
    return VectorShape.preferredShape().vectorBitSize() >= VectorShape.S_256_BIT.vectorBitSize();
  }

  @Override
  public int write(float[] values, int from, int to, byte[] out, int start) {
    int whole = from + (to - from & -SimdFloatBatch.LANES);
    int at = start;
    for (int i = from; i < whole; i += SimdFloatBatch.LONGEST) {
      at = batch().write(values, i, Math.min(SimdFloatBatch.LONGEST, whole - i), out, at);
    }
    for (int i = whole; i < to; i++) {
      at = ScalarFloatText.write(values[i], out, at);
    }
    return at;
  }

  private SimdFloatBatch batch() {
    if (batch == null) {
      batch = new SimdFloatBatch();
    }
    return batch;
  }
}
