package attention.matrix;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** How numbers of a dtype that is stored as {@code float} are read and written. */
enum FloatEncoding {
  /** Without a conversion. */
  FLOAT32(Dtype.FLOAT32) {
    @Override
    void write(double[] source, int length, float[] target, int at) {
      for (int i = 0; i < length; i++) {
        target[at + i] = (float) source[i];
      }
    }

    @Override
    void read(ByteBuffer source, float[] target, int at, int length) {
      source.asFloatBuffer().get(target, at, length);
    }

    @Override
    void put(float[] source, int from, int length, ByteBuffer target) {
      target.asFloatBuffer().put(source, from, length);
    }
  },
  /** Converts to and from 16 bits. */
  FLOAT16(Dtype.FLOAT16) {
    @Override
    void write(double[] source, int length, float[] target, int at) {
      for (int i = 0; i < length; i++) {
        target[at + i] = Half.FLOAT16.round(source[i]);
      }
    }

    @Override
    void read(ByteBuffer source, float[] target, int at, int length) {
      ShortBuffer bits = source.asShortBuffer();
      for (int i = 0; i < length; i++) {
        target[at + i] = Float.float16ToFloat(bits.get(i));
      }
    }

    @Override
    void put(float[] source, int from, int length, ByteBuffer target) {
      ShortBuffer bits = target.asShortBuffer();
      for (int i = 0; i < length; i++) {
        bits.put(i, Float.floatToFloat16(source[from + i]));
      }
    }
  },
  /** Keeps the upper 16 bits. */
  BFLOAT16(Dtype.BFLOAT16) {
    @Override
    void write(double[] source, int length, float[] target, int at) {
      for (int i = 0; i < length; i++) {
        target[at + i] = Half.BFLOAT16.round(source[i]);
      }
    }

    @Override
    void read(ByteBuffer source, float[] target, int at, int length) {
      ShortBuffer bits = source.asShortBuffer();
      for (int i = 0; i < length; i++) {
        target[at + i] = Float.intBitsToFloat(bits.get(i) << Short.SIZE);
      }
    }

    @Override
    void put(float[] source, int from, int length, ByteBuffer target) {
      ShortBuffer bits = target.asShortBuffer();
      for (int i = 0; i < length; i++) {
        bits.put(i, (short) (Float.floatToRawIntBits(source[from + i]) >>> Short.SIZE));
      }
    }
  };

  private final Dtype dtype;

  FloatEncoding(Dtype dtype) {
    this.dtype = dtype;
  }

  /**
   * The encoding of a dtype.
   *
   * @throws IllegalArgumentException if the dtype is not stored as float
   */
  static FloatEncoding of(Dtype dtype) {
    return switch (dtype) {
      case FLOAT32 -> FLOAT32;
      case FLOAT16 -> FLOAT16;
      case BFLOAT16 -> BFLOAT16;
      case FLOAT64 -> throw new IllegalArgumentException(dtype + " is not stored as float");
    };
  }

  Dtype dtype() {
    return dtype;
  }

  /** Rounds each number to the dtype, once. */
  abstract void write(double[] source, int length, float[] target, int at);

  /**
   * Reads numbers from bytes, in the byte order of {@code source}, whose position does not change.
   */
  abstract void read(ByteBuffer source, float[] target, int at, int length);

  /**
   * Writes numbers as bytes, in the byte order of {@code target}, whose position does not change.
   */
  abstract void put(float[] source, int from, int length, ByteBuffer target);
}
