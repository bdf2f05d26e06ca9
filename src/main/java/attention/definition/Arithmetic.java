package attention.definition;

import attention.matrix.Dtype;

/**
 * The arithmetic of a recomputation. Sums are added up in float64; what a stage results in is
 * rounded once, as in the dtype.
 */
public enum Arithmetic {
  FLOAT64(Dtype.FLOAT64, 0x1p-53),
  FLOAT32(Dtype.FLOAT32, 0x1p-24),
  FLOAT16(Dtype.FLOAT16, 0x1p-11),
  BFLOAT16(Dtype.BFLOAT16, 0x1p-8),
  /** Float32 whose operands of products have 10 fraction bits (NVIDIA's TensorFloat-32). */
  TF32(Dtype.FLOAT32, 0x1p-11) {
    @Override
    double operand(double x) {
      int bits = Float.floatToRawIntBits((float) x);
      boolean finite = (bits & 0x7F80_0000) != 0x7F80_0000;
      return finite ? Float.intBitsToFloat((bits + 0x0FFF + (bits >>> 13 & 1)) & 0xFFFF_E000) : x;
    }
  };

  private final Dtype dtype;
  private final double unit;

  Arithmetic(Dtype dtype, double unit) {
    this.dtype = dtype;
    this.unit = unit;
  }

  public static Arithmetic of(Dtype dtype) {
    return valueOf(dtype.name());
  }

  /** The largest number that is not infinite. */
  public double largest() {
    return dtype.largest();
  }

  /** The largest relative error of one rounding. */
  public double unit() {
    return unit;
  }

  /** The number of the type nearest to {@code x}. */
  public double round(double x) {
    return dtype.round(x);
  }

  /** The number of the type of intermediate results: float32 under the halves. */
  public double wide(double x) {
    return dtype.wide().round(x);
  }

  /** What a product takes of a number. */
  double operand(double x) {
    return x;
  }

  /** Rounds every number, in place. */
  public double[] round(double[] row) {
    if (dtype == Dtype.FLOAT32) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) row[i];
      }
    } else if (dtype != Dtype.FLOAT64) {
      for (int i = 0; i < row.length; i++) {
        row[i] = round(row[i]);
      }
    }
    return row;
  }

  /** A row as the operand of a product: itself, unless operands are rounded. */
  public double[] operands(double[] row) {
    if (this != TF32) {
      return row;
    }
    double[] rounded = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      rounded[i] = operand(row[i]);
    }
    return rounded;
  }

  @Override
  public String toString() {
    return this == TF32 ? "tf32" : dtype.toString();
  }
}
