package attention.mechanism;

/** How many rows are computed at a time. */
public final class Blocks {

  /** How many numbers a block may hold in a stage of all heads, unless a single row has more. */
  static final int NUMBERS = 1 << 18;

  /** How many numbers a block holds in a stage of one head, to stay in a core's cache. */
  private static final int CACHED = 1 << 15;

  /** Rows come in dozens, which share what is read of keys and values. */
  private static final int DOZEN = 12;

  private static final int MOST_DOZENS = 8;

  private Blocks() {}

  /** How many numbers a block may hold in a stage of one head over so many keys. */
  public static long numbers(long keys) {
    return Math.max(CACHED, DOZEN * keys);
  }

  /**
   * The rows of a block.
   *
   * @param keys the numbers of a row in a stage of one head
   * @param widest the most numbers of a row in whatever it holds of all heads
   */
  static int rows(int keys, long widest) {
    int dozens = Math.clamp(CACHED / keys / DOZEN, 1, MOST_DOZENS);
    return (int) Math.clamp(NUMBERS / widest, 1, dozens * DOZEN);
  }
}
