package attention.web;

import java.nio.ByteBuffer;
import java.util.List;

/** The numbers of a matrix as they were read, row by row. */
sealed interface Numbers {

  /** None. */
  Numbers NONE = new Chunks(List.of());

  /**
   * Float64 in arrays that follow each other, because the dtype may stand behind it in the request.
   * −∞ stands for a {@code null} where that is allowed; every other number is finite. The last
   * array may be longer than needed.
   */
  record Chunks(List<double[]> arrays) implements Numbers {}

  /** As they came, in the dtype of the request; not known to be finite. */
  record Raw(ByteBuffer bytes) implements Numbers {}
}
