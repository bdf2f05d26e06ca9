package attention.trace;

/** What an answer takes in memory while it is computed, known before anything is computed. */
public interface Footprint {

  /** The number of rows; the most, where it shows only while they are computed. */
  int rowCount();

  /** The number of rows in a block of bounded work: at least one. */
  int blockRows();

  /** The bytes that the computation holds beside the inputs for what every row needs. */
  long sharedBytes();

  /** The bytes of the rows of one block: their numbers and what is said about them. */
  long blockBytes();

  /** The bytes that computing one block takes beside its rows. */
  long workingBytes();

  /** About how many numbers a row of the answer has, in all its members. */
  long rowNumbers();

  /** The most warnings of one kind in a row: one for each head. */
  default int rowWarnings() {
    return 1;
  }

  /**
   * Whether blocks are computed one after the other, because each needs the one before it or is too
   * much to be kept until its turn; else they may be computed side by side.
   */
  boolean inSequence();

  /** The number of rows of the longest block. */
  default int blockLength() {
    return Math.min(rowCount(), blockRows());
  }

  /** The number of blocks; the last one may be shorter than the others. */
  default int blockCount() {
    return Math.ceilDiv(rowCount(), blockRows());
  }
}
