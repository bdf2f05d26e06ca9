package attention.parse;

import attention.problem.Pointer;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value that is not {@code null}. */
interface ValueReader {

  /**
   * Reads from the value's first token to its last. What is wrong with the value becomes a fault.
   *
   * @param at where the value is
   * @return the value; {@code null} where a fault leaves none
   */
  @Nullable Object read(ReadContext in, Pointer at);
}
