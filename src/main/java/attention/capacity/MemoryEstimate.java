package attention.capacity;

import java.util.function.LongUnaryOperator;

/**
 * The memory of a request of which only the beginning of the body is known: as if it were made of
 * the values that hold the most memory for each of their bytes. A block of one head is added, so
 * that few requests need more for their response. What a request really holds is counted while it
 * is read, and what it needs is known once it is planned; its reservation grows and is resized
 * then.
 *
 * @param keys most keys of one request
 * @param blockNumbers most numbers in one stage of a block, by the number of keys
 */
public record MemoryEstimate(long keys, LongUnaryOperator blockNumbers) {

  /** A matrix in a list, such as {@code [[0]],}: 312 bytes of memory for six of the body. */
  static final long MOST_PER_BYTE = 52;

  /** The shortest number in JSON with its comma, and the shortest row. */
  private static final long TEXT_PER_NUMBER = 2;

  private static final long TEXT_PER_ROW = 4;

  private static final long STAGES = 9;
  private static final long BUFFERS = 384 * 1024;

  /** The memory that a request may hold until it is planned, of whose body so much is there. */
  public long of(long body) {
    return inputs(MOST_PER_BYTE * body) + STAGES * Double.BYTES * stage(body);
  }

  /** The numbers of a stage in a block, where each key is a row of JSON or a score. */
  private long stage(long body) {
    long rows = Math.min(body / TEXT_PER_ROW, keys);
    long scores = Math.min(body / TEXT_PER_NUMBER, keys);
    return Math.min(Math.max(rows * rows, scores), blockNumbers.applyAsLong(scores));
  }

  /**
   * The memory of a request while it is read and planned, with the buffers of its connection.
   *
   * @param values what the values hold that were read
   */
  public static long inputs(long values) {
    return BUFFERS + values;
  }
}
