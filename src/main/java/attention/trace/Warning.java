package attention.trace;

/**
 * What went wrong in a row, told instead of left to be guessed from the numbers.
 *
 * @param stage the first stage in which it shows
 * @param detail for a person: the number, the dtype and the cure
 */
public record Warning(Code code, Member stage, String detail) {

  /** The kinds of mishap, in the order in which the stages meet them. */
  public enum Code {
    /** A stage left the range of the dtype by arithmetic. */
    OVERFLOW("overflow"),
    /** Every exponential of a naive softmax is 0. */
    UNDERFLOW("underflow"),
    /** The scores add up to exactly 0, so that nothing can be divided by their sum. */
    ZERO_SUM("zero-sum"),
    /** Some weight is below 0: the weights are no probability distribution. */
    NEGATIVE_WEIGHTS("negative-weights"),
    /** No key is left to attend to. */
    FULLY_MASKED("fully-masked");

    private final String word;

    Code(String word) {
      this.word = word;
    }

    /** Whether the row has no weights after this. */
    public boolean leavesNoWeights() {
      return this == OVERFLOW || this == UNDERFLOW || this == ZERO_SUM;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
