package attention.trace;

import java.util.Objects;

/**
 * An answer that is computed as it is read: the members above the rows, then the rows block by
 * block, in order.
 */
public interface Trace {

  /** What it takes in memory, for which the memory is reserved. */
  Footprint footprint();

  /** Computes the members above the rows, and what every row needs. */
  Preamble preamble();

  /**
   * Computes the rows {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @return to be closed by its last reader
   * @throws IndexOutOfBoundsException if there are no such rows
   */
  Rows rows(int from, int to);

  /** The number of rows; before the {@link #preamble} the most that there may be. */
  default int rowCount() {
    return footprint().rowCount();
  }

  /** The number of blocks; the last one may be shorter than the others. */
  default int blockCount() {
    return Math.ceilDiv(rowCount(), footprint().blockRows());
  }

  /**
   * Computes one block of rows.
   *
   * @return to be closed by its last reader
   * @throws IndexOutOfBoundsException if there is no such block
   */
  default Rows block(int index) {
    int from = Objects.checkIndex(index, blockCount()) * footprint().blockRows();
    return rows(from, Math.min(rowCount(), from + footprint().blockRows()));
  }
}
