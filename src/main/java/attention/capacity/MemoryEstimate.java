package attention.capacity;

import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * The most memory that a request may hold until it is planned, estimated from the length of its
 * body alone: as if the body were made of the values that hold the most memory for each of their
 * bytes. A block of one head is added, so that few requests need more for their response. What a
 * request really needs is known once it was planned, and its reservation is resized then.
 *
 * @param numbers most numbers kept of one request
 * @param keys most keys of one request
 * @param blockNumbers most numbers in one stage of a block, by the number of keys
 */
public record MemoryEstimate(long numbers, long keys, LongUnaryOperator blockNumbers) {

  /** A number as {@code double}, and its copy that is rounded to the dtype. */
  private static final long BYTES_PER_NUMBER = 2L * Double.BYTES;

  /** The shortest number in JSON with its comma, and the shortest row. */
  private static final long TEXT_PER_NUMBER = 2;

  private static final long TEXT_PER_ROW = 4;

  /** The lists of tokens in one request: those of an encoder, of a decoder and of what it emits. */
  private static final long TOKEN_LISTS = 3;

  private static final long STAGES = 9;
  private static final long BUFFERS = 384 * 1024;

  /**
   * A kind of value.
   *
   * @param text the least bytes of one value in the body
   * @param held the bytes of memory that it then holds
   * @param most how many of them are kept of one request
   */
  private record Kind(long text, long held, long most) {}

  /** By the memory held for each byte of the body, the largest first. */
  private List<Kind> kinds() {
    return List.of(
        // A matrix in a list, such as [[0]]: a record, a list and an array.
        new Kind(6, 256, keys),
        // A token such as "a": a String, its array, and the reference to it.
        new Kind(4, 56, TOKEN_LISTS * keys),
        new Kind(TEXT_PER_NUMBER, BYTES_PER_NUMBER, numbers),
        // The text of longer tokens: two bytes a character if one of them is not Latin-1.
        new Kind(1, 2, Long.MAX_VALUE));
  }

  /** The memory that a request with a body of {@code body} bytes may hold. */
  public long of(long body) {
    return BUFFERS + values(body) + stage(body) * STAGES * Double.BYTES;
  }

  /** The numbers of a stage in a block, where each key is a row of JSON or a score. */
  private long stage(long body) {
    long rows = Math.min(body / TEXT_PER_ROW, keys);
    long scores = Math.min(body / TEXT_PER_NUMBER, keys);
    return Math.min(Math.max(rows * rows, scores), blockNumbers.applyAsLong(scores));
  }

  private long values(long body) {
    long left = body;
    long held = 0;
    for (Kind kind : kinds()) {
      long count = Math.min(left / kind.text(), kind.most());
      held += count * kind.held();
      left -= count * kind.text();
    }
    return held;
  }

  /**
   * The memory held by the inputs of a request that was read, and by the buffers of its connection.
   *
   * @param bytes what its values hold apart from the numbers
   * @param numbers how many numbers it has
   */
  public static long inputs(long bytes, long numbers) {
    return BUFFERS + bytes + numbers * BYTES_PER_NUMBER;
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
