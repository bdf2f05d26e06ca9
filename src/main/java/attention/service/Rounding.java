package attention.service;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.request.InputMatrix;
import attention.request.InputMatrix.Values;
import attention.request.InputVector;
import attention.trace.Checkpoint;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the numbers of a request to those of its dtype: each is rounded once. */
final class Rounding {

  /** Rounding so many numbers may take a tenth of a millisecond. */
  private static final int MANY = 16 * 1024;

  private Rounding() {}

  /**
   * Rounds every number of a matrix, and adds a fault for each that lies outside the dtype.
   *
   * @param nullMeansMasked whether {@code null} could have been written for −∞
   * @return rows × columns
   */
  static <M extends Matrix<M>> M round(
      InputMatrix grid, Kernel<M> kernel, Faults faults, boolean nullMeansMasked) {
    M matrix = kernel.zeros(grid.rows(), grid.columns());
    switch (grid.numbers()) {
      case Values.Chunks(List<double[]> arrays) ->
          round(grid, arrays, matrix, faults, nullMeansMasked);
      case Values.Raw(ByteBuffer bytes) -> {
        matrix.read(0, bytes);
        refuseNotFinite(grid, kernel, matrix, faults, nullMeansMasked);
      }
    }
    return matrix;
  }

  /** The numbers of a vector as they were sent; nothing if it is absent. */
  static double @Nullable [] exact(@Nullable InputVector vector) {
    return vector == null ? null : exact(vector.row());
  }

  private static double[] exact(InputMatrix input) {
    return switch (input.numbers()) {
      case Values.Chunks(List<double[]> arrays) -> joined(arrays, input.rows() * input.columns());
      case Values.Raw raw -> throw new IllegalArgumentException("Expected numbers that were read");
    };
  }

  private static double[] joined(List<double[]> arrays, int count) {
    double[] numbers = new double[count];
    int position = 0;
    for (double[] array : arrays) {
      int length = Math.min(array.length, count - position);
      System.arraycopy(array, 0, numbers, position, length);
      position += length;
    }
    return numbers;
  }

  private static <M extends Matrix<M>> void round(
      InputMatrix grid, List<double[]> arrays, M matrix, Faults faults, boolean nullMeansMasked) {
    boolean narrows = matrix.dtype() != Dtype.FLOAT64;
    int position = 0;
    for (double[] array : arrays) {
      int length = Math.min(array.length, grid.rows() * grid.columns() - position);
      if (length >= MANY) {
        Checkpoint.pass();
      }
      matrix.write(position, array, length);
      for (int i = 0; narrows && i < length; i++) {
        if (Double.isFinite(array[i]) && Double.isInfinite(matrix.dtype().round(array[i]))) {
          refuseOutside(grid, position + i, array[i], matrix.dtype(), faults, nullMeansMasked);
        }
      }
      position += length;
    }
  }

  private static <M extends Matrix<M>> void refuseNotFinite(
      InputMatrix grid, Kernel<M> kernel, M matrix, Faults faults, boolean masks) {
    for (int row = 0; row < grid.rows(); row++) {
      if (kernel.countFinite(matrix, row) < grid.columns()) {
        refuseNotFinite(grid, matrix, row, faults, masks);
      }
    }
  }

  private static void refuseNotFinite(
      InputMatrix grid, Matrix<?> matrix, int row, Faults faults, boolean masks) {
    for (int column = 0; column < grid.columns(); column++) {
      double number = matrix.at(row, column);
      if (Double.isFinite(number) || (masks && number == Double.NEGATIVE_INFINITY)) {
        continue;
      }
      if (faults.lists(FaultCode.OUTSIDE_DTYPE)) {
        faults.add(
            FaultCode.OUTSIDE_DTYPE,
            grid.at().child(row).child(column),
            masks
                ? "Expected finite numbers or −∞, found %s. Mask a key by -numpy.inf."
                : "Expected finite numbers, found %s. Leave such rows out.",
            number);
      } else {
        faults.count(FaultCode.OUTSIDE_DTYPE, 1);
      }
    }
  }

  private static void refuseOutside(
      InputMatrix grid,
      int position,
      double number,
      Dtype dtype,
      Faults faults,
      boolean nullMeansMasked) {
    if (!faults.lists(FaultCode.OUTSIDE_DTYPE)) {
      faults.count(FaultCode.OUTSIDE_DTYPE, 1);
      return;
    }
    faults.add(
        FaultCode.OUTSIDE_DTYPE,
        grid.place(position),
        "Expected a number within %s (at most %s), found %s. %s",
        dtype,
        dtype.text(dtype.largest()),
        number,
        nullMeansMasked && number < 0
            ? "Write null for −∞."
            : "Send a smaller number, or ask for dtype %s.".formatted(dtype.further()));
  }
}
