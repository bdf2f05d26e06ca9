package attention.stage;

import attention.trace.Member;

/** The two kinds of vectors that a score function compares. */
public enum Side {
  /** One vector for each row of an answer. */
  QUERIES(Member.QUERY, Member.NORMALIZED_QUERY, Member.ROTATED_QUERY, "q", "i"),
  /** One vector for each column of the scores. */
  KEYS(Member.KEYS, Member.NORMALIZED_KEYS, Member.ROTATED_KEYS, "k", "j");

  private final Member projected;
  private final Member normalized;
  private final Member rotated;
  private final String letter;
  private final String index;

  Side(Member projected, Member normalized, Member rotated, String letter, String index) {
    this.projected = projected;
    this.normalized = normalized;
    this.rotated = rotated;
    this.letter = letter;
    this.index = index;
  }

  public Member projected() {
    return projected;
  }

  Member normalized() {
    return normalized;
  }

  Member rotated() {
    return rotated;
  }

  /** The letter of the vectors in formulas. */
  String letter() {
    return letter;
  }

  /** The letter that counts the vectors in formulas. */
  String index() {
    return index;
  }

  /** A vector in formulas. */
  String vector() {
    return letter + "_" + index;
  }

  /** A number of a vector in formulas. */
  String element(String column) {
    return "%s_{%s,%s}".formatted(letter, index, column);
  }
}
