package attention.stage;

/** Which two of the d_r columns that turn are a pair (x, y). */
public enum Pairing {
  /** (m, m + d_r/2), as in Llama. */
  HALVES("halves", "m", "m + d_r/2"),
  /** (2m, 2m + 1), as in GPT-J. */
  INTERLEAVED("interleaved", "2m", "2m + 1");

  private final String word;
  private final String first;
  private final String second;

  Pairing(String word, String first, String second) {
    this.word = word;
    this.first = first;
    this.second = second;
  }

  /** The column of x in formulas. */
  String first() {
    return first;
  }

  /** The column of y in formulas. */
  String second() {
    return second;
  }

  @Override
  public String toString() {
    return word;
  }
}
