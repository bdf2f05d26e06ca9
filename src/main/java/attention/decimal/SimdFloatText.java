package attention.decimal;

import jdk.incubator.vector.VectorShape;
import org.jspecify.annotations.Nullable;

/** Float32 as text, a stretch of numbers at a time, what is left over one after the other. */
final class SimdFloatText implements FloatText {

  /** Made for the first row that is wide enough: narrow ones do without its arrays. */
  private @Nullable FloatStretch stretch;

  /** Whether the processor has what this takes: vectors of 512 bits, and their gathers. */
  static boolean isSupported() {
    return VectorShape.preferredShape() == VectorShape.S_512_BIT;
  }

  /** Whether so many numbers are enough to write some together. */
  static boolean isWide(int count) {
    return count >= FloatStretch.LANES;
  }

  @Override
  public int write(float[] values, int from, int to, byte[] out, int start) {
    int whole = from + (to - from & -FloatStretch.LANES);
    int at = start;
    for (int i = from; i < whole; i += FloatStretch.LONGEST) {
      at = stretch().write(values, i, Math.min(FloatStretch.LONGEST, whole - i), out, at);
    }
    for (int i = whole; i < to; i++) {
      at = ScalarFloatText.write(values[i], out, at);
    }
    return at;
  }

  private FloatStretch stretch() {
    if (stretch == null) {
      stretch = new FloatStretch();
    }
    return stretch;
  }
}
