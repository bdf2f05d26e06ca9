package attention.picture;

/** How values become colours. */
public enum ColourScale {
  /** The same range for every cell: 0 to 1 for weights, else to the largest value. */
  FIXED("fixed"),
  /** The same range for every cell, to the largest value. */
  MAX("max"),
  /** Each row up to its own largest value. */
  ROW("row"),
  /** By the logarithm, for rows in which one key takes almost all. */
  LOG("log");

  private final String word;

  ColourScale(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
