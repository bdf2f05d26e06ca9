package attention.request;

/** How a request stores its weight matrices. */
public enum MatrixLayout {
  /** As the formula y = x·W has them. */
  IN_OUT("in-out"),
  /** As {@code torch.nn.Linear} stores them. */
  OUT_IN("out-in");

  private final String word;

  MatrixLayout(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
