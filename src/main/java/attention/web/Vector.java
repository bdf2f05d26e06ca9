package attention.web;

/**
 * A vector as it was read.
 *
 * @param row its numbers, as the only row
 */
record Vector(Grid row) {

  /** How many numbers it has. */
  int length() {
    return row.columns();
  }
}
