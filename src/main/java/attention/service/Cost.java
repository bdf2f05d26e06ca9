package attention.service;

/**
 * What a request may hold in memory, estimated from the length of its body before a byte of it is
 * read. Never too low: the shortest number takes two bytes of JSON and becomes a {@code double} and
 * its rounded copy; and an answer is computed in blocks.
 *
 * @param numbers most numbers that are kept of one request
 * @param keys most keys of one request
 * @param blockNumbers most numbers in one stage of a block, unless a single row is longer
 */
public record Cost(long numbers, long keys, long blockNumbers) {

  private static final long BYTES_PER_NUMBER = 2L * Double.BYTES;
  private static final long TEXT_PER_NUMBER = 2;
  private static final long STAGES = 9;
  private static final long BUFFERS = 64 * 1024;

  /** The bytes that the inputs of a request of this many bytes may hold. */
  public long inputs(long body) {
    return BUFFERS + Math.min(body / TEXT_PER_NUMBER, numbers) * BYTES_PER_NUMBER + body;
  }

  /** The bytes that its computation takes, unless its plan turns out to need more. */
  public long working(long body) {
    long row = Math.min(body / TEXT_PER_NUMBER, keys);
    long stage = Math.min(row * row, Math.max(row, blockNumbers));
    return stage * STAGES * Double.BYTES;
  }

  private long of(long body) {
    return inputs(body) + working(body);
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
