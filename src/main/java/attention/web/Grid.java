package attention.web;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import java.util.List;

/**
 * A matrix as it was read: float64 in chunks, because the dtype may stand behind it in the request.
 * −∞ stands for a {@code null} where that is allowed; every other number is finite.
 *
 * @param columns the length of the first row
 * @param chunks the numbers row by row, in arrays that follow each other; the last one may be
 *     longer than needed
 * @param flat whether it is a vector: one row, which stands in the request without an array around
 *     it
 * @param sound whether every row is as long as the first and every number was kept; otherwise the
 *     fault has been told
 */
record Grid(Pointer at, int rows, int columns, List<double[]> chunks, boolean flat, boolean sound) {

  /**
   * Rounds every number to the dtype of {@code kernel}, once, and tells those that lie outside of
   * it.
   */
  <M extends Matrix<M>> M narrow(Kernel<M> kernel, Faults faults) {
    M matrix = kernel.zeros(rows, columns);
    int position = 0;
    for (double[] chunk : chunks) {
      int length = Math.min(chunk.length, rows * columns - position);
      matrix.write(position, chunk, length);
      tellOutside(matrix.dtype(), chunk, length, position, faults);
      position += length;
    }
    return matrix;
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
