package attention.kernel;

import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import java.util.Arrays;

/** The reference in {@code float}: each operation is its formula, written out. */
final class ScalarFloatKernel implements Kernel<FloatMatrix> {

  @Override
  public Dtype dtype() {
    return Dtype.FLOAT32;
  }

  @Override
  public FloatMatrix zeros(int rows, int columns) {
    return FloatMatrix.zeros(rows, columns);
  }

  @Override
  public PackedMatrix<FloatMatrix> pack(FloatMatrix b) {
    return (a, out) -> product(a, b, out);
  }

  @Override
  public PackedMatrix<FloatMatrix> packTransposed(FloatMatrix b) {
    return (a, out) -> productTransposed(a, b, out);
  }

  private static void productTransposed(FloatMatrix a, FloatMatrix b, FloatMatrix out) {
    assert a.columns() == b.columns() && out.rows() == a.rows() && out.columns() == b.rows();
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.rows(); j++) {
        out.values()[out.start(i) + j] = dot(a, i, b, j);
      }
    }
  }

  private static float dot(FloatMatrix a, int i, FloatMatrix b, int j) {
    float[] left = a.values();
    float[] right = b.values();
    int p = a.start(i);
    int q = b.start(j);
    float sum = 0;
    for (int k = 0; k < a.columns(); k++) {
      sum += left[p + k] * right[q + k];
    }
    return sum;
  }

  private static void product(FloatMatrix a, FloatMatrix b, FloatMatrix out) {
    assert a.columns() == b.rows() && out.rows() == a.rows() && out.columns() == b.columns();
    for (int i = 0; i < a.rows(); i++) {
      int to = out.start(i);
      Arrays.fill(out.values(), to, to + out.columns(), 0);
      for (int k = 0; k < a.columns(); k++) {
        addMultiple(a.values()[a.start(i) + k], b, k, out.values(), to);
      }
    }
  }

  private static void addMultiple(float factor, FloatMatrix b, int row, float[] out, int to) {
    float[] values = b.values();
    int from = b.start(row);
    for (int j = 0; j < b.columns(); j++) {
      out[to + j] += factor * values[from + j];
    }
  }

  @Override
  public void scale(FloatMatrix x, double factor, FloatMatrix out) {
    float narrowed = (float) factor;
    each(x, out, value -> narrowed * value);
  }

  @Override
  public void softcap(FloatMatrix x, double cap, FloatMatrix out) {
    float narrowed = (float) cap;
    each(
        x,
        out,
        value ->
            Float.isFinite(value) ? narrowed * FloatExponential.tanh(value / narrowed) : Float.NaN);
  }

  @Override
  public void add(FloatMatrix x, FloatMatrix y, FloatMatrix out) {
    assert (x.rows() == y.rows() || y.rows() == 1) && x.columns() == y.columns();
    pairs(x, y, out, (left, right) -> left + right);
  }

  @Override
  public void multiply(FloatMatrix x, FloatMatrix y, FloatMatrix out) {
    assert x.rows() == y.rows() && x.columns() == y.columns();
    pairs(x, y, out, (left, right) -> left * right);
  }

  @Override
  public void rotate(
      FloatMatrix x, boolean adjacent, FloatMatrix cos, FloatMatrix sin, FloatMatrix out) {
    assert x.columns() == 2 * cos.columns() && out.columns() == x.columns();
    int step = adjacent ? 2 : 1;
    int between = adjacent ? 1 : cos.columns();
    for (int i = 0; i < x.rows(); i++) {
      for (int k = 0; k < cos.columns(); k++) {
        float c = cos.values()[cos.start(i) + k];
        float s = sin.values()[sin.start(i) + k];
        float left = x.values()[x.start(i) + step * k];
        float right = x.values()[x.start(i) + step * k + between];
        out.values()[out.start(i) + step * k] = left * c - right * s;
        out.values()[out.start(i) + step * k + between] = left * s + right * c;
      }
    }
  }

  @Override
  public void sigmoid(FloatMatrix x, FloatMatrix out) {
    each(x, out, FloatExponential::sigmoid);
  }

  @Override
  public void mask(FloatMatrix x, int row, boolean[] allowed, FloatMatrix out) {
    int from = x.start(row);
    int to = out.start(row);
    for (int j = 0; j < x.columns(); j++) {
      out.values()[to + j] = allowed[j] ? x.values()[from + j] : Float.NEGATIVE_INFINITY;
    }
  }

  @Override
  public double max(FloatMatrix x, int row) {
    float max = Float.NEGATIVE_INFINITY;
    for (int p = x.start(row), end = p + x.columns(); p < end; p++) {
      max = Math.max(max, x.values()[p]);
    }
    return max;
  }

  @Override
  public double min(FloatMatrix x, int row) {
    float min = Float.POSITIVE_INFINITY;
    for (int p = x.start(row), end = p + x.columns(); p < end; p++) {
      min = Math.min(min, x.values()[p]);
    }
    return min;
  }

  @Override
  public double sum(FloatMatrix x, int row) {
    float sum = 0;
    for (int p = x.start(row), end = p + x.columns(); p < end; p++) {
      sum += x.values()[p];
    }
    return sum;
  }

  @Override
  public int countFinite(FloatMatrix x, int row) {
    int count = 0;
    for (int p = x.start(row), end = p + x.columns(); p < end; p++) {
      if (Float.isFinite(x.values()[p])) {
        count++;
      }
    }
    return count;
  }

  @Override
  public double exp(FloatMatrix x, int row, double shift, FloatMatrix out) {
    float narrowed = (float) shift;
    eachOf(x, row, out, value -> FloatExponential.exp(value - narrowed));
    return sum(out, row);
  }

  @Override
  public void zeroMasked(FloatMatrix x, int row, FloatMatrix out) {
    eachOf(x, row, out, value -> value == Float.NEGATIVE_INFINITY ? 0 : value);
  }

  @Override
  public void divide(FloatMatrix x, int row, double divisor, FloatMatrix out) {
    float narrowed = (float) divisor;
    eachOf(x, row, out, value -> value / narrowed);
  }

  private interface Operation {
    float apply(float value);
  }

  private interface PairOperation {
    float apply(float left, float right);
  }

  private static void pairs(
      FloatMatrix x, FloatMatrix y, FloatMatrix out, PairOperation operation) {
    for (int i = 0; i < x.rows(); i++) {
      int p = x.start(i);
      int q = y.start(y.rows() == 1 ? 0 : i);
      int to = out.start(i);
      for (int j = 0; j < x.columns(); j++) {
        out.values()[to + j] = operation.apply(x.values()[p + j], y.values()[q + j]);
      }
    }
  }

  private static void each(FloatMatrix x, FloatMatrix out, Operation operation) {
    for (int i = 0; i < x.rows(); i++) {
      eachOf(x, i, out, operation);
    }
  }

  private static void eachOf(FloatMatrix x, int row, FloatMatrix out, Operation operation) {
    assert x.columns() == out.columns();
    int from = x.start(row);
    int to = out.start(row);
    for (int j = 0; j < x.columns(); j++) {
      out.values()[to + j] = operation.apply(x.values()[from + j]);
    }
  }
}
