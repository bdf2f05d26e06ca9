package attention.mechanism;

import attention.matrix.Dtype;

/** What a row of an answer takes in memory beside its stages. */
final class RowSize {

  /** The numbers that describe it in one head: sums, maximum, entropy. */
  private static final long NUMBERS = 5;

  /** Its label, and what is said about it as a whole. */
  private static final long BYTES = 512;

  /** Its warnings in one head, and the names of its members. */
  private static final long BYTES_OF_A_HEAD = 192;

  private RowSize() {}

  /** Of a row in so many heads. */
  static long bytes(int heads, Dtype dtype) {
    return BYTES + heads * (BYTES_OF_A_HEAD + NUMBERS * dtype.bytesInMemory());
  }
}
