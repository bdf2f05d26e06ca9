package attention.decimal;

/**
 * Writes float32 as the shortest decimals that read back to the same number. For one thread at a
 * time.
 */
public interface FloatText {

  /** The most bytes that one number takes, its comma included. */
  int LONGEST = 17;

  /**
   * Writes numbers, each behind a comma; what is not finite is {@code null}.
   *
   * @param out has room for {@link #LONGEST} bytes each and {@link Digits#SLACK} more
   * @return the end
   */
  int write(float[] values, int from, int to, byte[] out, int start);
}
