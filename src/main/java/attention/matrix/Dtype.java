package attention.matrix;

/** The floating-point format of arithmetic and output, named as NumPy and PyTorch name it. */
public enum Dtype {
  /** IEEE 754 binary32. */
  FLOAT32("float32", Float.BYTES, Float.MAX_VALUE) {
    @Override
    public double round(double value) {
      return (float) value;
    }

    @Override
    public String text(double value) {
      return Float.toString((float) value);
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
  };

  private final String word;
  private final int bytes;
  private final double largest;

  Dtype(String word, int bytes, double largest) {
    this.word = word;
    this.bytes = bytes;
    this.largest = largest;
  }

  /** The number of this dtype nearest to {@code value}, ties to even; ±∞ where it lies outside. */
  public abstract double round(double value);

  /** The shortest decimal that reads back to the same number of this dtype. */
  public abstract String text(double value);

  /** How many bytes a number takes. */
  public int bytes() {
    return bytes;
  }

  /** The largest finite number. */
  public double largest() {
    return largest;
  }

  @Override
  public String toString() {
    return word;
  }
}
