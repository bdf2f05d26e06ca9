package attention.service;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.request.InputMatrix;
import attention.request.InputMatrix.Values;
import java.nio.ByteBuffer;
import java.util.List;

/** From the numbers of a request to those of its dtype: each is rounded once. */
final class Rounding {

  private Rounding() {}

  /**
   * Rounds every number of a matrix, and adds a fault for each that lies outside the dtype.
   *
   * @return rows × columns
   */
  static <M extends Matrix<M>> M round(InputMatrix grid, Kernel<M> kernel, Faults faults) {
    M matrix = kernel.zeros(grid.rows(), grid.columns());
    switch (grid.numbers()) {
      case Values.Chunks(List<double[]> arrays) -> round(grid, arrays, matrix, faults);
      case Values.Raw(ByteBuffer bytes) -> {
        matrix.read(0, bytes);
        refuseNotFinite(grid, kernel, matrix, faults);
      }
    }
    return matrix;
  }

  private static <M extends Matrix<M>> void round(
      InputMatrix grid, List<double[]> arrays, M matrix, Faults faults) {
    int position = 0;
    for (double[] array : arrays) {
      int length = Math.min(array.length, grid.rows() * grid.columns() - position);
      matrix.write(position, array, length);
      refuseOutside(grid, matrix.dtype(), array, length, position, faults);
      position += length;
    }
  }

  private static <M extends Matrix<M>> void refuseNotFinite(
      InputMatrix grid, Kernel<M> kernel, M matrix, Faults faults) {
    for (int row = 0; row < grid.rows(); row++) {
      if (kernel.countFinite(matrix, row) < grid.columns()) {
        refuseNotFinite(grid, matrix, row, faults);
      }
    }
  }

  private static void refuseNotFinite(InputMatrix grid, Matrix<?> matrix, int row, Faults faults) {
    for (int column = 0; column < grid.columns(); column++) {
      double number = matrix.at(row, column);
      if (!Double.isFinite(number)) {
        faults.add(
            FaultCode.OUTSIDE_DTYPE,
            grid.at().child(row).child(column),
            "Expected finite numbers, found %s. Leave such rows out.",
            number);
      }
    }
  }

  private static void refuseOutside(
      InputMatrix grid, Dtype dtype, double[] chunk, int length, int position, Faults faults) {
    for (int i = 0; i < length; i++) {
      if (Double.isFinite(chunk[i]) && Double.isInfinite(dtype.round(chunk[i]))) {
        faults.add(
            FaultCode.OUTSIDE_DTYPE,
            grid.place(position + i),
            "Expected a number within %s (at most %s), found %s. Send it smaller, or ask for dtype float64.",
            dtype,
            dtype.text(dtype.largest()),
            chunk[i]);
      }
    }
  }
}
