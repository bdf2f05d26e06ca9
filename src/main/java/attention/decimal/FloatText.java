package attention.decimal;

/** Writes float32 as the shortest decimals that read back to the same number. Not thread-safe. */
public interface FloatText {

  /** The most bytes that a number takes, including its comma. */
  int LONGEST = 17;

  /**
   * Writes numbers, each after a comma. NaN and the infinities are written as {@code null}.
   *
   * @param out has room for {@link #LONGEST} bytes per number and {@link Digits#SLACK} more
   * @return the index after the last byte written
   */
  int write(float[] values, int from, int to, byte[] out, int start);
}
