package attention.definition;

/** The weights of a row that has no key to attend to. */
public enum EmptyRows {
  ZEROS(0),
  NULLS(Double.NaN),
  /** 1/n, the softmax of equal scores. */
  UNIFORM(1);

  /** Which it is for each query. */
  @FunctionalInterface
  public interface Rule {
    EmptyRows of(int query);
  }

  private final double share;

  EmptyRows(double share) {
    this.share = share;
  }

  /** The row of n weights. */
  double[] weights(int n) {
    return Rows.filled(n, share / n);
  }
}
