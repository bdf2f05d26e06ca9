package attention.mechanism;

/**
 * An answer that is computed as it is read: what stands above the rows, and the rows block by
 * block.
 */
public interface Trace {

  /** What stands above the rows. */
  Preamble preamble();

  /** How many rows there are. */
  int rowCount();

  /** How many rows make a block of bounded work: at least one. */
  int blockRows();

  /**
   * Computes the rows {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws IndexOutOfBoundsException if there are no such rows
   */
  Rows rows(int from, int to);
}
