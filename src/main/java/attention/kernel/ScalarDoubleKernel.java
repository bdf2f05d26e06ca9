package attention.kernel;

import attention.matrix.DoubleMatrix;
import attention.matrix.Dtype;
import java.util.Arrays;

/** The reference in {@code double}: each operation is its formula, written out. */
final class ScalarDoubleKernel implements Kernel<DoubleMatrix> {

  @Override
  public Dtype dtype() {
    return Dtype.FLOAT64;
  }

  @Override
  public DoubleMatrix zeros(int rows, int columns) {
    return DoubleMatrix.zeros(rows, columns);
  }

  @Override
  public PackedMatrix<DoubleMatrix> pack(DoubleMatrix b) {
    return (a, out) -> product(a, b, out);
  }

  @Override
  public PackedMatrix<DoubleMatrix> packTransposed(DoubleMatrix b) {
    return (a, out) -> productTransposed(a, b, out);
  }

  private static void productTransposed(DoubleMatrix a, DoubleMatrix b, DoubleMatrix out) {
    assert a.columns() == b.columns() && out.rows() == a.rows() && out.columns() == b.rows();
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.rows(); j++) {
        out.values()[out.start(i) + j] = dot(a, i, b, j);
      }
    }
  }

  private static double dot(DoubleMatrix a, int i, DoubleMatrix b, int j) {
    double[] left = a.values();
    double[] right = b.values();
    int p = a.start(i);
    int q = b.start(j);
    double sum = 0;
    for (int k = 0; k < a.columns(); k++) {
      sum += left[p + k] * right[q + k];
    }
    return sum;
  }

  private static void product(DoubleMatrix a, DoubleMatrix b, DoubleMatrix out) {
    assert a.columns() == b.rows() && out.rows() == a.rows() && out.columns() == b.columns();
    for (int i = 0; i < a.rows(); i++) {
      int to = out.start(i);
      Arrays.fill(out.values(), to, to + out.columns(), 0);
      for (int k = 0; k < a.columns(); k++) {
        addMultiple(a.values()[a.start(i) + k], b, k, out.values(), to);
      }
    }
  }

  private static void addMultiple(double factor, DoubleMatrix b, int row, double[] out, int to) {
    double[] values = b.values();
    int from = b.start(row);
    for (int j = 0; j < b.columns(); j++) {
      out[to + j] += factor * values[from + j];
    }
  }

  @Override
  public void scale(DoubleMatrix x, double factor, DoubleMatrix out) {
    double narrowed = (double) factor;
    each(x, out, value -> narrowed * value);
  }

  @Override
  public void softcap(DoubleMatrix x, double cap, DoubleMatrix out) {
    double narrowed = (double) cap;
    each(
        x,
        out,
        value ->
            Double.isFinite(value)
                ? narrowed * DoubleExponential.tanh(value / narrowed)
                : Double.NaN);
  }

  @Override
  public void add(DoubleMatrix x, DoubleMatrix y, DoubleMatrix out) {
    assert (x.rows() == y.rows() || y.rows() == 1) && x.columns() == y.columns();
    pairs(x, y, out, (left, right) -> left + right);
  }

  @Override
  public void multiply(DoubleMatrix x, DoubleMatrix y, DoubleMatrix out) {
    assert x.rows() == y.rows() && x.columns() == y.columns();
    pairs(x, y, out, (left, right) -> left * right);
  }

  @Override
  public void rotate(
      DoubleMatrix x, boolean adjacent, DoubleMatrix cos, DoubleMatrix sin, DoubleMatrix out) {
    assert x.columns() == 2 * cos.columns() && out.columns() == x.columns();
    int step = adjacent ? 2 : 1;
    int between = adjacent ? 1 : cos.columns();
    for (int i = 0; i < x.rows(); i++) {
      for (int k = 0; k < cos.columns(); k++) {
        double c = cos.values()[cos.start(i) + k];
        double s = sin.values()[sin.start(i) + k];
        double left = x.values()[x.start(i) + step * k];
        double right = x.values()[x.start(i) + step * k + between];
        out.values()[out.start(i) + step * k] = left * c - right * s;
        out.values()[out.start(i) + step * k + between] = left * s + right * c;
      }
    }
  }

  @Override
  public void sigmoid(DoubleMatrix x, DoubleMatrix out) {
    each(x, out, DoubleExponential::sigmoid);
  }

  @Override
  public void mask(DoubleMatrix x, int row, boolean[] allowed, DoubleMatrix out) {
    int from = x.start(row);
    int to = out.start(row);
    for (int j = 0; j < x.columns(); j++) {
      out.values()[to + j] = allowed[j] ? x.values()[from + j] : Double.NEGATIVE_INFINITY;
    }
  }

  @Override
  public double max(DoubleMatrix x, int row) {
    double max = Double.NEGATIVE_INFINITY;
    for (int p = x.start(row), end = p + x.columns(); p < end; p++) {
      max = Math.max(max, x.values()[p]);
    }
    return max;
  }

  @Override
  public double min(DoubleMatrix x, int row) {
    double min = Double.POSITIVE_INFINITY;
    for (int p = x.start(row), end = p + x.columns(); p < end; p++) {
      min = Math.min(min, x.values()[p]);
    }
    return min;
  }

  @Override
  public double sum(DoubleMatrix x, int row) {
    double sum = 0;
    for (int p = x.start(row), end = p + x.columns(); p < end; p++) {
      sum += x.values()[p];
    }
    return sum;
  }

  @Override
  public int countFinite(DoubleMatrix x, int row) {
    int count = 0;
    for (int p = x.start(row), end = p + x.columns(); p < end; p++) {
      if (Double.isFinite(x.values()[p])) {
        count++;
      }
    }
    return count;
  }

  @Override
  public double exp(DoubleMatrix x, int row, double shift, DoubleMatrix out) {
    double narrowed = (double) shift;
    eachOf(x, row, out, value -> DoubleExponential.exp(value - narrowed));
    return sum(out, row);
  }

  @Override
  public void zeroMasked(DoubleMatrix x, int row, DoubleMatrix out) {
    eachOf(x, row, out, value -> value == Double.NEGATIVE_INFINITY ? 0 : value);
  }

  @Override
  public void divide(DoubleMatrix x, int row, double divisor, DoubleMatrix out) {
    double narrowed = (double) divisor;
    eachOf(x, row, out, value -> value / narrowed);
  }

  private interface Operation {
    double apply(double value);
  }

  private interface PairOperation {
    double apply(double left, double right);
  }

  private static void pairs(
      DoubleMatrix x, DoubleMatrix y, DoubleMatrix out, PairOperation operation) {
    for (int i = 0; i < x.rows(); i++) {
      int p = x.start(i);
      int q = y.start(y.rows() == 1 ? 0 : i);
      int to = out.start(i);
      for (int j = 0; j < x.columns(); j++) {
        out.values()[to + j] = operation.apply(x.values()[p + j], y.values()[q + j]);
      }
    }
  }

  private static void each(DoubleMatrix x, DoubleMatrix out, Operation operation) {
    for (int i = 0; i < x.rows(); i++) {
      eachOf(x, i, out, operation);
    }
  }

  private static void eachOf(DoubleMatrix x, int row, DoubleMatrix out, Operation operation) {
    assert x.columns() == out.columns();
    int from = x.start(row);
    int to = out.start(row);
    for (int j = 0; j < x.columns(); j++) {
      out.values()[to + j] = operation.apply(x.values()[from + j]);
    }
  }
}
