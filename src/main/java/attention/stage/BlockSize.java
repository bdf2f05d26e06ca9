package attention.stage;

/** How many rows are computed at a time. */
public final class BlockSize {

  /** How many numbers a block may hold in a stage of all heads, unless a single row has more. */
  public static final int NUMBERS = 1 << 18;

  /** How many numbers a block holds in a stage of one head, to stay in a core's cache. */
  private static final int CACHED = 1 << 16;

  /** Rows come in half dozens, which share what is read of keys and values. */
  private static final int HALF_DOZEN = 6;

  /** With fewer rows, keys and values would be waited for more than computed with. */
  private static final int FEW = 4 * HALF_DOZEN;

  /** The most rows of a block. */
  public static final int MOST = 16 * HALF_DOZEN;

  /** Over more keys a block has at most half as many rows, so that cores end at the same time. */
  private static final int FEW_KEYS = 256;

  /** Products of two numbers that are added up between two checkpoints: some milliseconds. */
  private static final long WORK = 1 << 27;

  private BlockSize() {}

  /** How many rows are computed between two checkpoints, with so many products in each. */
  public static int rowsOfWork(long products) {
    int rows = (int) Math.clamp(WORK / Math.max(1, products), 1, Integer.MAX_VALUE);
    return rows < HALF_DOZEN ? rows : rows - rows % HALF_DOZEN;
  }

  /** How many numbers a block may hold in a stage of one head over so many keys. */
  public static long numbers(long keys) {
    return Math.max(CACHED, Math.min(NUMBERS, FEW * keys));
  }

  /**
   * The rows of a block.
   *
   * @param keys the numbers of a row in a stage of one head
   * @param widest the most numbers of a row in whatever it holds of all heads
   */
  public static int rows(int keys, long widest) {
    int cached = Math.clamp(CACHED / keys, FEW, keys > FEW_KEYS ? MOST / 2 : MOST);
    int rows = (int) Math.clamp(NUMBERS / widest, 1, cached);
    return rows < HALF_DOZEN ? rows : rows - rows % HALF_DOZEN;
  }
}
