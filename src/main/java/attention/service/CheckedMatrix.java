package attention.service;

import attention.matrix.Matrix;
import attention.problem.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A matrix of a request, checked by itself and rounded to the dtype.
 *
 * @param at where it is, or would be
 * @param rows unknown where it is missing
 * @param columns unknown where it is missing or ragged
 * @param matrix absent where a fault leaves it open
 */
record CheckedMatrix<M extends Matrix<M>>(Pointer at, Size rows, Size columns, @Nullable M matrix) {

  /** A matrix that the request lacks, which is a fault of its own. */
  static <M extends Matrix<M>> CheckedMatrix<M> missing(Pointer at) {
    return new CheckedMatrix<>(at, Size.UNKNOWN, Size.UNKNOWN, null);
  }

  /** Whether it has a shape. */
  boolean isSound() {
    return columns.isKnown();
  }

  /** The matrix of a request without faults. */
  M get() {
    if (matrix == null) {
      throw new IllegalStateException(at + " was used although it has a fault");
    }
    return matrix;
  }

  /** Its shape, for a message. */
  String shape() {
    return rows + " × " + columns;
  }
}
