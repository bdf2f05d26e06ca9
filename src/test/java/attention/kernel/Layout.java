package attention.kernel;

/** Where the operands of an operation stand in memory. */
enum Layout {
  /** Each in an array of its own. */
  WHOLE(false, false),
  /** Each cut out of a larger matrix. */
  CUT(true, false),
  /** The result in the place of the operand. */
  IN_PLACE(false, true),
  /** The result in the place of the operand, cut out of a larger matrix. */
  CUT_IN_PLACE(true, true);

  final boolean cut;
  final boolean inPlace;

  Layout(boolean cut, boolean inPlace) {
    this.cut = cut;
    this.inPlace = inPlace;
  }
}
