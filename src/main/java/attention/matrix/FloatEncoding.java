package attention.matrix;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** How the numbers of a dtype that are held as {@code float} come in and go out. */
enum FloatEncoding {
  /** As they are held. */
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
  /** Every other of their bytes is needed. */
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
  /** The upper half of their bytes is needed. */
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
   * @throws IllegalArgumentException if a float does not hold its numbers
   */
  static FloatEncoding of(Dtype dtype) {
    return switch (dtype) {
      case FLOAT32 -> FLOAT32;
      case FLOAT16 -> FLOAT16;
      case BFLOAT16 -> BFLOAT16;
      case FLOAT64 -> throw new IllegalArgumentException("A float does not hold a " + dtype);
    };
  }

  Dtype dtype() {
    return dtype;
  }

  /** Rounds each number to the dtype, once. */
  abstract void write(double[] source, int length, float[] target, int at);

  /** Takes numbers from bytes, in their order; the position of {@code source} stays. */
  abstract void read(ByteBuffer source, float[] target, int at, int length);

  /** Puts numbers as bytes, in their order; the position of {@code target} stays. */
  abstract void put(float[] source, int from, int length, ByteBuffer target);
}
