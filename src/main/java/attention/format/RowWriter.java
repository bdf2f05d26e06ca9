package attention.format;

import attention.trace.Preamble;
import attention.trace.Rows;

/**
 * Turns one response into bytes. Any thread may write any block, and the results are joined in
 * order.
 *
 * <p>If the target of a buffer fails, writing ends with an {@link java.io.UncheckedIOException}.
 */
public interface RowWriter {

  /** The length of rows that is known only once they are written. */
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
   * Writes the members above the rows.
   *
   * @param first the first block of rows, which shows the members of a row
   */
  void head(Preamble preamble, Rows first, OutputBuffer out);

  /**
   * Writes a block of rows.
   *
   * @param from the number of its first row in the response
   */
  void rows(Rows rows, int from, OutputBuffer out);

  /** Writes what follows the rows. */
  void tail(OutputBuffer out);

  /**
   * Whether clients read its rows while later ones are computed, so that each block should be sent
   * at once.
   */
  default boolean isLive() {
    return false;
  }

  /** Whether it writes nothing before the end, because what it writes needs all rows. */
  default boolean writesAtEnd() {
    return false;
  }

  /** About how many bytes it writes for each byte of the numbers. */
  default int expansion() {
    return 3;
  }
}
