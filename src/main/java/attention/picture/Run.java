package attention.picture;

/**
 * A piece of text in one style.
 *
 * @param level whether it is a subscript, a superscript, or neither
 * @param italic whether it is set in italics, as letters of formulas are
 */
record Run(String text, Level level, boolean italic) {

  /** Where a piece of text is set. */
  enum Level {
    BASE,
    SUBSCRIPT,
    SUPERSCRIPT
  }

  /** Upright text on the line. */
  static Run plain(String text) {
    return new Run(text, Level.BASE, false);
  }
}
