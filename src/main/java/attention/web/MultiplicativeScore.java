package attention.web;

/** Luong's three scores. */
enum MultiplicativeScore {
  DOT,
  GENERAL,
  CONCAT;

  /** The same among all the scores. */
  Score among() {
    return Score.valueOf(name());
  }

  @Override
  public String toString() {
    return Words.of(this);
  }
}
