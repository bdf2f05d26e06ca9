package attention.capacity;

import java.time.Duration;

/**
 * What the requests in progress may take together.
 *
 * @param bytes working memory of all requests
 * @param requests most requests in progress at once
 * @param waiting most requests in the queue at once
 * @param patience how long a request waits before it is rejected
 * @param small the part of it that only small requests may use
 */
public record Capacity(long bytes, int requests, int waiting, Duration patience, SmallLane small) {

  /**
   * A part of the capacity for small requests, so that large or slow ones never take all of it.
   *
   * @param bytes of the working memory
   * @param requests of the requests in progress
   * @param largest the most memory that a small request needs
   */
  public record SmallLane(long bytes, int requests, long largest) {

    /** No capacity apart for small requests. */
    public static final SmallLane NONE = new SmallLane(0, 0, 0);

    private static final int MEMORY_SHARE = 10;
    private static final int REQUEST_SHARE = 8;
    private static final int AT_LEAST = 3;

    /**
     * A tenth of the memory and an eighth of the requests, such that at least three small requests
     * fit; none if the requests are fewer than eight.
     */
    public static SmallLane of(long bytes, int requests) {
      int places = requests / REQUEST_SHARE;
      long memory = bytes / MEMORY_SHARE;
      return places == 0 ? NONE : new SmallLane(memory, places, memory / AT_LEAST);
    }
  }

  /** The most memory that one request can get. */
  public long mostBytes() {
    return bytes - small.bytes();
  }

  boolean isSmall(long bytes) {
    return bytes <= small.largest();
  }
}
