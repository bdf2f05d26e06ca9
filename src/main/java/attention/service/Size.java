package attention.service;

/**
 * A number of rows or columns as a request gives it. It is unknown where a fault leaves it open;
 * what depends on an unknown size is not checked, because the fault behind it is already listed.
 */
record Size(int value) {

  static final Size UNKNOWN = new Size(-1);

  /** A size of which the request says what it is. */
  static Size of(int value) {
    return new Size(value);
  }

  boolean isKnown() {
    return value >= 0;
  }

  /** Whether both are known. */
  boolean isKnownWith(Size other) {
    return isKnown() && other.isKnown();
  }

  /** Whether the two are not known to differ. */
  boolean fits(Size other) {
    return !isKnownWith(other) || value == other.value;
  }

  Size plus(Size other) {
    return isKnownWith(other) ? new Size(value + other.value) : UNKNOWN;
  }

  Size times(int factor) {
    return isKnown() ? new Size(value * factor) : UNKNOWN;
  }

  /** This size if it is known, else the other one. */
  Size or(Size other) {
    return isKnown() ? this : other;
  }

  /** The size as a message shows it. */
  @Override
  public String toString() {
    return isKnown() ? Integer.toString(value) : "any";
  }
}
