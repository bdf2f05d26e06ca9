package attention.parse;

import attention.problem.Pointer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one value from a NumPy array. */
@FunctionalInterface
interface ArrayReader {

  /**
   * Reads the elements of an array, all of them, or none if it is found to be unfit.
   *
   * @param at where the value is
   * @return the value; {@code null} where a fault leaves none
   */
  @Nullable Object read(NumpyArray array, Tally tally, Pointer at) throws IOException;
}
