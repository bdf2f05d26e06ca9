package attention.capacity;

import java.util.function.LongUnaryOperator;

/**
 * The memory that a request may hold, estimated from the length of its body before it is read. The
 * shortest number takes two bytes of JSON and becomes a {@code double} and its rounded copy; of the
 * response a block of one head is counted. What the request really holds is known once it was read,
 * and its reservation is resized then.
 *
 * @param numbers most numbers kept of one request
 * @param keys most keys of one request
 * @param blockNumbers most numbers in one stage of a block, by the number of keys
 */
public record MemoryEstimate(long numbers, long keys, LongUnaryOperator blockNumbers) {

  private static final long BYTES_PER_NUMBER = 2L * Double.BYTES;
  private static final long TEXT_PER_NUMBER = 2;
  private static final long STAGES = 9;
  private static final long BUFFERS = 384 * 1024;

  /** The memory that a request with a body of {@code body} bytes may hold. */
  public long of(long body) {
    long row = Math.min(body / TEXT_PER_NUMBER, keys);
    long stage = Math.min(row * row, blockNumbers.applyAsLong(row));
    long inputs = inputs(body, Math.min(body / TEXT_PER_NUMBER, numbers));
    return inputs + stage * STAGES * Double.BYTES;
  }

  /**
   * The memory held by the inputs of a request of so many bytes and numbers, and by the buffers of
   * its connection.
   */
  public static long inputs(long body, long numbers) {
    return BUFFERS + body + numbers * BYTES_PER_NUMBER;
  }

  /** The longest body, up to {@code most} bytes, whose estimate is within {@code budget}. */
  public long longestBody(long budget, long most) {
    long fits = 0;
    long tooLong = most + 1;
    while (tooLong - fits > 1) {
      long middle = (fits + tooLong) >>> 1;
      if (of(middle) <= budget) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return fits;
  }
}
