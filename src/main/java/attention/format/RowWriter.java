package attention.format;

import attention.mechanism.Preamble;
import attention.mechanism.Rows;

/**
 * How an answer becomes bytes, in functions without state: any thread may write any block, and the
 * pieces are joined in order.
 *
 * <p>A buffer whose target fails ends the writing with an {@link java.io.UncheckedIOException}.
 */
public interface RowWriter {

  /** The length of rows that only writing tells. */
  long UNKNOWN = -1;

  /**
   * How many bytes each row takes, or {@link #UNKNOWN}; if it is known, nothing follows the rows.
   *
   * @param first the first block of rows
   */
  default long rowBytes(Rows first) {
    return UNKNOWN;
  }

  /**
   * Writes what stands above the rows.
   *
   * @param first the first block of rows, which shows what each row is made of
   */
  void head(Preamble preamble, Rows first, OutputBuffer out);

  /**
   * Writes a block of rows.
   *
   * @param from the number of its first row in the answer
   */
  void rows(Rows rows, int from, OutputBuffer out);

  /** Writes what stands behind the rows. */
  void tail(OutputBuffer out);

  /**
   * Whether clients read its rows while later ones are computed, so that each block should leave at
   * once.
   */
  default boolean isLive() {
    return false;
  }

  /** About how many bytes it writes for each byte of the numbers. */
  default int expansion() {
    return 3;
  }
}
