package attention.web;

import attention.mechanism.Score;

/** Luong's three scores. */
enum MultiplicativeScore {
  DOT(Score.DOT),
  GENERAL(Score.GENERAL),
  CONCAT(Score.CONCAT);

  private final Score score;

  MultiplicativeScore(Score score) {
    this.score = score;
  }

  /** The same among all the scores. */
  Score toScore() {
    return score;
  }

  @Override
  public String toString() {
    return score.toString();
  }
}
