package attention.matrix;

import java.nio.ByteBuffer;

/** How numbers of a dtype that is stored as {@code double} are read and written. */
enum DoubleEncoding {
  /** Without a conversion. */
  FLOAT64;

  /**
   * The encoding of a dtype.
   *
   * @throws IllegalArgumentException if the dtype is not stored as double
   */
  static DoubleEncoding of(Dtype dtype) {
    if (dtype != Dtype.FLOAT64) {
      throw new IllegalArgumentException("%s is stored as float, not as double".formatted(dtype));
    }
    return FLOAT64;
  }

  Dtype dtype() {
    return Dtype.FLOAT64;
  }

  void write(double[] source, int length, double[] target, int at) {
    System.arraycopy(source, 0, target, at, length);
  }

  /**
   * Reads numbers from bytes, in the byte order of {@code source}, whose position does not change.
   */
  void read(ByteBuffer source, double[] target, int at, int length) {
    source.asDoubleBuffer().get(target, at, length);
  }

  /**
   * Writes numbers as bytes, in the byte order of {@code target}, whose position does not change.
   */
  void put(double[] source, int from, int length, ByteBuffer target) {
    target.asDoubleBuffer().put(source, from, length);
  }
}
