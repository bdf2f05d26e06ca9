package attention.web;

/** The scores that a recurrent decoder can attend with. */
enum Score {
  ADDITIVE,
  DOT,
  GENERAL,
  CONCAT,
  NONE;

  @Override
  public String toString() {
    return Words.of(this);
  }
}
