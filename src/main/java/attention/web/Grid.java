package attention.web;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A matrix as it was read.
 *
 * @param columns the length of the first row
 * @param flat whether it is a vector: one row, which stands in the request without an array around
 *     it
 * @param sound whether every row is as long as the first and every number was kept; otherwise the
 *     fault has been told
 */
record Grid(Pointer at, int rows, int columns, Numbers numbers, boolean flat, boolean sound) {

  /**
   * Rounds every number to the dtype of {@code kernel}, once, and tells those that lie outside of
   * it.
   */
  <M extends Matrix<M>> M narrow(Kernel<M> kernel, Faults faults) {
    M matrix = kernel.zeros(rows, columns);
    switch (numbers) {
      case Numbers.Chunks(List<double[]> arrays) -> round(arrays, matrix, faults);
      case Numbers.Raw(ByteBuffer bytes) -> {
        matrix.read(0, bytes);
        tellNotFinite(kernel, matrix, faults);
      }
    }
    return matrix;
  }

  private <M extends Matrix<M>> void round(List<double[]> arrays, M matrix, Faults faults) {
    int position = 0;
    for (double[] array : arrays) {
      int length = Math.min(array.length, rows * columns - position);
      matrix.write(position, array, length);
      tellOutside(matrix.dtype(), array, length, position, faults);
      position += length;
    }
  }

  private <M extends Matrix<M>> void tellNotFinite(Kernel<M> kernel, M matrix, Faults faults) {
    for (int row = 0; row < rows; row++) {
      if (kernel.countFinite(matrix, row) < columns) {
        tellNotFinite(matrix, row, faults);
      }
    }
  }

  private void tellNotFinite(Matrix<?> matrix, int row, Faults faults) {
    for (int column = 0; column < columns; column++) {
      double number = matrix.at(row, column);
      if (!Double.isFinite(number)) {
        faults.add(
            FaultCode.OUTSIDE_DTYPE,
            at.child(row).child(column),
            "Expected finite numbers, found %s. Leave such rows out.",
            number);
      }
    }
  }

  private void tellOutside(Dtype dtype, double[] chunk, int length, int position, Faults faults) {
    for (int i = 0; i < length; i++) {
      if (Double.isFinite(chunk[i]) && Double.isInfinite(dtype.round(chunk[i]))) {
        int number = position + i;
        faults.add(
            FaultCode.OUTSIDE_DTYPE,
            place(number),
            "Expected a number within %s (at most %s), found %s. Send it smaller, or ask for dtype float64.",
            dtype,
            dtype.text(dtype.largest()),
            chunk[i]);
      }
    }
  }

  private Pointer place(int number) {
    return flat ? at.child(number) : at.child(number / columns).child(number % columns);
  }

  /** Its shape in words, for a refusal. */
  String shape() {
    return "%d × %d".formatted(rows, columns);
  }
}
