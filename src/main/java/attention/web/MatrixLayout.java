package attention.web;

/** How a request stores its weight matrices. */
enum MatrixLayout {
  /** As the formula y = x·W has them. */
  IN_OUT,
  /** As {@code torch.nn.Linear} stores them. */
  OUT_IN;

  @Override
  public String toString() {
    return Words.of(this);
  }
}
