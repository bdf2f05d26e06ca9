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

  /** How many bytes the computation holds beside the inputs for what every row needs. */
  long sharedBytes();

  /** How many bytes the numbers of one block take. */
  long blockBytes();

  /**
   * Whether blocks are computed one after the other, because each needs the one before it or is too
   * much to be kept until its turn; else they may be computed side by side.
   */
  boolean inSequence();

  /**
   * Computes the rows {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @return to be closed by whoever looked at it last
   * @throws IndexOutOfBoundsException if there are no such rows
   */
  Rows rows(int from, int to);
}
