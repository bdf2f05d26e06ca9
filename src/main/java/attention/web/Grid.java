package attention.web;

import attention.problem.Pointer;

/**
 * A matrix as it was read.
 *
 * @param columns the length of the first row
 * @param flat whether it is a vector: one row, which stands in the request without an array around
 *     it
 * @param sound whether every row is as long as the first and every number was kept; otherwise the
 *     fault has been told
 */
record Grid(Pointer at, int rows, int columns, Numbers numbers, boolean flat, boolean sound) {

  /** Where the number stands that is so many numbers after the first. */
  Pointer place(int number) {
    return flat ? at.child(number) : at.child(number / columns).child(number % columns);
  }

  /** Its shape in words, for a refusal. */
  String shape() {
    return "%d × %d".formatted(rows, columns);
  }
}
