package attention.request;

/**
 * A vector as it was read.
 *
 * @param row its numbers, as the only row; {@link InputMatrix.Values.Chunks} in every case
 */
public record InputVector(InputMatrix row) {

  /** How many numbers it has. */
  public int length() {
    return row.columns();
  }
}
