package attention.matrix;

import java.nio.ByteBuffer;

/**
 * A row-major matrix of one {@link Dtype}. Cutting it by rows or columns gives a view of the same
 * numbers.
 *
 * <p>Any number of threads may read it while none writes. One that is used again, of a workspace,
 * goes from thread to thread through a queue, and is written by one of them at a time.
 *
 * @param <M> the matrix's own type, so that the same code handles every dtype
 */
public sealed interface Matrix<M extends Matrix<M>> permits FloatMatrix, DoubleMatrix {

  /** The dtype of every element. */
  Dtype dtype();

  /** The number of rows. */
  int rows();

  /** The number of columns. */
  int columns();

  /** The element at {@code row}, {@code column}, widened exactly. */
  double at(int row, int column);

  /** A view of the rows {@code from} (inclusive) to {@code to} (exclusive). */
  M rows(int from, int to);

  /** A view of the columns {@code from} (inclusive) to {@code to} (exclusive). */
  M columns(int from, int to);

  /**
   * The given rows, in that order; repeats are allowed. Contiguous rows are a view, others a copy.
   */
  M select(int[] rows);

  /** A copy with rows and columns exchanged. */
  M transposed();

  /**
   * Copies a row, widened exactly.
   *
   * @param target at least as long as the row, written
   */
  void get(int row, double[] target);

  /**
   * Writes a row, each number rounded to the dtype once.
   *
   * @param source at least as long as the row
   */
  void set(int row, double[] source);

  /**
   * Writes {@code length} numbers, each rounded to the dtype once, row by row from element {@code
   * position} on. Not for a view of some of the columns.
   */
  void write(int position, double[] source, int length);

  /**
   * Reads the remaining numbers of {@code source}, in its byte order, row by row from element
   * {@code position} on. Not for a view of some of the columns.
   */
  void read(int position, ByteBuffer source);

  /** Writes a row into {@code target}, in its byte order. */
  void put(int row, ByteBuffer target);
}
