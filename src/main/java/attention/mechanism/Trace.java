package attention.mechanism;

/**
 * An answer that is computed as it is read: what stands above the rows, then the rows block by
 * block, in order.
 */
public interface Trace {

  /** Computes what stands above the rows, and whatever every row needs. */
  Preamble preamble();

  /** How many rows there are. */
  int rowCount();

  /** How many rows make a block of bounded work: at least one. */
  int blockRows();

  /**
   * How many bytes the computation holds at once beside the inputs: what every row needs, and one
   * block.
   */
  long workingBytes();

  /**
   * Computes the rows {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws IndexOutOfBoundsException if there are no such rows
   */
  Rows rows(int from, int to);
}
