package attention.mechanism;

import java.util.Objects;

/**
 * An answer that is computed as it is read: the members above the rows, then the rows block by
 * block, in order.
 */
public interface Trace {

  /** Computes the members above the rows, and what every row needs. */
  Preamble preamble();

  /** The number of rows. */
  int rowCount();

  /** The number of rows in a block of bounded work: at least one. */
  int blockRows();

  /** The bytes that the computation holds beside the inputs for what every row needs. */
  long sharedBytes();

  /** The bytes that the numbers of one block take. */
  long blockBytes();

  /**
   * Whether blocks are computed one after the other, because each needs the one before it or is too
   * much to be kept until its turn; else they may be computed side by side.
   */
  boolean inSequence();

  /**
   * Computes the rows {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @return to be closed by its last reader
   * @throws IndexOutOfBoundsException if there are no such rows
   */
  Rows rows(int from, int to);

  /** The number of blocks; the last one may be shorter than the others. */
  default int blockCount() {
    return Math.ceilDiv(rowCount(), blockRows());
  }

  /**
   * Computes one block of rows.
   *
   * @return to be closed by its last reader
   * @throws IndexOutOfBoundsException if there is no such block
   */
  default Rows block(int index) {
    int from = Objects.checkIndex(index, blockCount()) * blockRows();
    return rows(from, Math.min(rowCount(), from + blockRows()));
  }
}
