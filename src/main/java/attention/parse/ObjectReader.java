package attention.parse;

import attention.problem.Faults;
import attention.problem.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object, some members of which may be elsewhere, such as in entries of an archive.
 */
interface ObjectReader extends ValueReader {

  /**
   * The object of those members alone, where the JSON has none of it.
   *
   * @param at where the object would be
   * @return the object; {@code null} where a fault leaves none
   */
  @Nullable Object given(GivenMembers given, Faults faults, Pointer at);
}
