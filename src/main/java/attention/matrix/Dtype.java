package attention.matrix;

/** The floating-point format of arithmetic and output, named as NumPy and PyTorch name it. */
public enum Dtype {
  /** IEEE 754 binary32. */
  FLOAT32("float32", Float.BYTES, Float.MAX_VALUE) {
    @Override
    public double round(double value) {
      return (float) value;
    }
  },
  /** IEEE 754 binary64. */
  FLOAT64("float64", Double.BYTES, Double.MAX_VALUE) {
    @Override
    public double round(double value) {
      return value;
    }

    @Override
    public String text(double value) {
      return Double.toString(value);
    }

    @Override
    public int bytesInMemory() {
      return Double.BYTES;
    }
  },
  /** IEEE 754 binary16; stored, computed and written as float32. */
  FLOAT16("float16", Short.BYTES, Half.FLOAT16.largest()) {
    @Override
    public double round(double value) {
      return Half.FLOAT16.round(value);
    }

    @Override
    public void round(float[] values, int from, int to) {
      Half.FLOAT16.round(values, from, to);
    }
  },
  /** The upper half of a binary32; stored, computed and written as float32. */
  BFLOAT16("bfloat16", Short.BYTES, Half.BFLOAT16.largest()) {
    @Override
    public double round(double value) {
      return Half.BFLOAT16.round(value);
    }

    @Override
    public void round(float[] values, int from, int to) {
      Half.BFLOAT16.round(values, from, to);
    }
  };

  private final String word;
  private final int bytes;
  private final double largest;

  Dtype(String word, int bytes, double largest) {
    this.word = word;
    this.bytes = bytes;
    this.largest = largest;
  }

  /** The number of this dtype nearest to {@code value}, ties to even; ±∞ outside the range. */
  public abstract double round(double value);

  /**
   * Rounds float32 numbers to this dtype, in place. {@code float32} and {@code float64} leave them
   * unchanged.
   *
   * @param from the first of them
   * @param to the end, exclusive
   */
  public void round(float[] values, int from, int to) {}

  /**
   * The shortest decimal that reads back to the same number; for a half, to the float32 that it is.
   */
  public String text(double value) {
    return Float.toString((float) value);
  }

  /** How many bytes a number takes in a file. */
  public int bytes() {
    return bytes;
  }

  /** How many bytes a number takes in a matrix. */
  public int bytesInMemory() {
    return Float.BYTES;
  }

  /** The largest finite number. */
  public double largest() {
    return largest;
  }

  /** The dtype of intermediate results: {@code float32} under the halves. */
  public Dtype wide() {
    return this == FLOAT64 ? FLOAT64 : FLOAT32;
  }

  /** The next dtype with a much larger range; {@code float64} for itself. */
  public Dtype further() {
    return this == FLOAT16 ? FLOAT32 : FLOAT64;
  }

  @Override
  public String toString() {
    return word;
  }
}
