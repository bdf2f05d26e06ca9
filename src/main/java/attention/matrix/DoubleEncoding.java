package attention.matrix;

import java.nio.ByteBuffer;

/** How the numbers of a dtype that are held as {@code double} come in and go out. */
enum DoubleEncoding {
  /** As they are held. */
  FLOAT64;

  /**
   * The encoding of a dtype.
   *
   * @throws IllegalArgumentException if a double is not how its numbers are held
   */
  static DoubleEncoding of(Dtype dtype) {
    if (dtype != Dtype.FLOAT64) {
      throw new IllegalArgumentException("A %s is held as a float".formatted(dtype));
    }
    return FLOAT64;
  }

  Dtype dtype() {
    return Dtype.FLOAT64;
  }

  void write(double[] source, int length, double[] target, int at) {
    System.arraycopy(source, 0, target, at, length);
  }

  /** Takes numbers from bytes, in their order; the position of {@code source} stays. */
  void read(ByteBuffer source, double[] target, int at, int length) {
    source.asDoubleBuffer().get(target, at, length);
  }

  /** Puts numbers as bytes, in their order; the position of {@code target} stays. */
  void put(double[] source, int from, int length, ByteBuffer target) {
    target.asDoubleBuffer().put(source, from, length);
  }
}
