package attention.request;

import attention.problem.Pointer;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A matrix as it was read.
 *
 * @param columns the length of the first row
 * @param flat whether it is a vector: one row, which the request has without an array around it
 * @param sound whether every row is as long as the first and every number was kept; otherwise the
 *     fault has been added
 */
public record InputMatrix(
    Pointer at, int rows, int columns, Values numbers, boolean flat, boolean sound) {

  /** Where the number with this index is, row by row. */
  public Pointer place(int number) {
    return flat ? at.child(number) : at.child(number / columns).child(number % columns);
  }

  /** The numbers of a matrix as they were read, row by row. */
  public sealed interface Values {

    /** None. */
    Values NONE = new Chunks(List.of());

    /**
     * Float64 in arrays that follow each other, because the dtype may follow the matrix in the
     * request. A {@code null}, where it is allowed, is −∞; every other number is finite. The last
     * array may be longer than needed.
     */
    record Chunks(List<double[]> arrays) implements Values {}

    /** As they came, little-endian, in the dtype of the request; not known to be finite. */
    record Raw(ByteBuffer bytes) implements Values {}
  }
}
