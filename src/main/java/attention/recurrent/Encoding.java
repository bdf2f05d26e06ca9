package attention.recurrent;

import attention.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder made of its inputs.
 *
 * @param annotations n × width
 * @param forward the state after the last input
 * @param backward the state at the first input of the cell that reads backwards; absent without one
 */
record Encoding<M extends Matrix<M>>(
    M annotations, CellState<M> forward, @Nullable CellState<M> backward) {

  /** h_n, 1 × width. */
  M last() {
    return annotations.rows(annotations.rows() - 1, annotations.rows());
  }
}
