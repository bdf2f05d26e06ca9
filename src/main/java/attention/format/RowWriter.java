package attention.format;

import attention.mechanism.Preamble;
import attention.mechanism.Rows;
import java.io.OutputStream;

/**
 * How an answer becomes bytes, in three functions without state: any thread may write any block,
 * and the pieces are joined in order.
 *
 * <p>Nothing is flushed or closed. A stream that fails ends the writing with a {@link
 * tools.jackson.core.exc.JacksonIOException} or an {@link java.io.UncheckedIOException}.
 */
public interface RowWriter {

  /** Writes what stands above the rows. */
  void head(Preamble preamble, OutputStream out);

  /**
   * Writes a block of rows.
   *
   * @param from the number of its first row in the answer
   */
  void rows(Rows rows, int from, OutputStream out);

  /** Writes what stands behind the rows. */
  void tail(OutputStream out);
}
