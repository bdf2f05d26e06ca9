package attention.kernel;

import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;

/**
 * Arithmetic in a dtype of 16 bits: another kernel computes in {@code float}, and each result is
 * rounded once, to the nearest, ties to even (IEEE 754-2019, section 4.3.1). So a product is
 * accumulated in float32, as PyTorch's half tensors do. Scalars are rounded before they are used.
 *
 * @param wide computes in {@code float}
 * @param dtype {@code float16} or {@code bfloat16}
 * @param rounding to the dtype
 */
record RoundingKernel(Kernel<FloatMatrix> wide, Dtype dtype, Rounding rounding)
    implements Kernel<FloatMatrix> {

  /** Rounds float32 numbers from {@code from} to {@code to}, exclusive, in place. */
  interface Rounding {
    void round(float[] values, int from, int to);
  }

  @Override
  public FloatMatrix zeros(int rows, int columns) {
    return FloatMatrix.zeros(dtype, rows, columns);
  }

  @Override
  public void round(FloatMatrix x) {
    for (int row = 0; row < x.rows(); row++) {
      round(x, row);
    }
  }

  private void round(FloatMatrix x, int row) {
    int from = x.start(row);
    rounding.round(x.values(), from, from + x.columns());
  }

  @Override
  public PackedMatrix<FloatMatrix> pack(FloatMatrix b) {
    return rounded(wide.pack(b));
  }

  @Override
  public PackedMatrix<FloatMatrix> packTransposed(FloatMatrix b) {
    return rounded(wide.packTransposed(b));
  }

  private PackedMatrix<FloatMatrix> rounded(PackedMatrix<FloatMatrix> packed) {
    return (a, out) -> {
      packed.multiply(a, out);
      round(out);
    };
  }

  @Override
  public void scale(FloatMatrix x, double factor, FloatMatrix out) {
    wide.scale(x, dtype.round(factor), out);
    round(out);
  }

  @Override
  public void softcap(FloatMatrix x, double cap, FloatMatrix out) {
    wide.softcap(x, dtype.round(cap), out);
    round(out);
  }

  @Override
  public void add(FloatMatrix x, FloatMatrix y, FloatMatrix out) {
    wide.add(x, y, out);
    round(out);
  }

  @Override
  public void multiply(FloatMatrix x, FloatMatrix y, FloatMatrix out) {
    wide.multiply(x, y, out);
    round(out);
  }

  @Override
  public void rotate(
      FloatMatrix x, boolean adjacent, FloatMatrix cos, FloatMatrix sin, FloatMatrix out) {
    wide.rotate(x, adjacent, cos, sin, out);
    round(out);
  }

  @Override
  public void sigmoid(FloatMatrix x, FloatMatrix out) {
    wide.sigmoid(x, out);
    round(out);
  }

  @Override
  public void mask(FloatMatrix x, int row, boolean[] allowed, FloatMatrix out) {
    wide.mask(x, row, allowed, out);
  }

  @Override
  public double max(FloatMatrix x, int row) {
    return wide.max(x, row);
  }

  @Override
  public double min(FloatMatrix x, int row) {
    return wide.min(x, row);
  }

  @Override
  public double sum(FloatMatrix x, int row) {
    return dtype.round(wide.sum(x, row));
  }

  @Override
  public int countFinite(FloatMatrix x, int row) {
    return wide.countFinite(x, row);
  }

  @Override
  public double exp(FloatMatrix x, int row, double shift, FloatMatrix out) {
    wide.exp(x, row, dtype.round(shift), out);
    round(out, row);
    return sum(out, row);
  }

  @Override
  public void zeroMasked(FloatMatrix x, int row, FloatMatrix out) {
    wide.zeroMasked(x, row, out);
  }

  @Override
  public void divide(FloatMatrix x, int row, double divisor, FloatMatrix out) {
    wide.divide(x, row, dtype.round(divisor), out);
    round(out, row);
  }
}
