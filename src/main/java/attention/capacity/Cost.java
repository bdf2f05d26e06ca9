package attention.capacity;

import java.util.function.LongUnaryOperator;

/**
 * What a request may hold in memory, estimated from the length of its body before a byte of it is
 * read. The shortest number takes two bytes of JSON and becomes a {@code double} and its rounded
 * copy, and of the answer a block of one head is counted. What it really holds is known once it was
 * read, and settled then.
 *
 * @param numbers most numbers that are kept of one request
 * @param keys most keys of one request
 * @param blockNumbers most numbers in one stage of a block, by the number of keys
 */
public record Cost(long numbers, long keys, LongUnaryOperator blockNumbers) {

  private static final long BYTES_PER_NUMBER = 2L * Double.BYTES;
  private static final long TEXT_PER_NUMBER = 2;
  private static final long STAGES = 9;
  private static final long BUFFERS = 384 * 1024;

  /** The bytes that a request of this many bytes may hold. */
  public long of(long body) {
    long row = Math.min(body / TEXT_PER_NUMBER, keys);
    long stage = Math.min(row * row, blockNumbers.applyAsLong(row));
    long inputs = inputs(body, Math.min(body / TEXT_PER_NUMBER, numbers));
    return inputs + stage * STAGES * Double.BYTES;
  }

  /**
   * The bytes that the inputs of a request of this many bytes and numbers hold, and the buffers
   * that carry it.
   */
  public static long inputs(long body, long numbers) {
    return BUFFERS + body + numbers * BYTES_PER_NUMBER;
  }

  /** The longest body, up to {@code most}, that costs no more than {@code budget}. */
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
