package attention.request;

import attention.stage.Score;
import org.jspecify.annotations.Nullable;

/** Luong's attention: dot q·k, general q·W·k, concat tanh([q;k]·W)·v. */
public record MultiplicativeRequest(
    @Described(value = "Which of Luong's three scores.", example = "\"general\"")
        MultiplicativeScore score,
    @Unwrapped VectorInputs inputs,
    @Described("The parameters of general and concat; dot has none.")
        @Nullable MultiplicativeParameters parameters,
    @Unwrapped ScoreShaping shaping,
    @Described(value = AnswerOptions.SINK, example = "0") @Nullable Double sink,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {

  /** Luong's three scores. */
  public enum MultiplicativeScore {
    DOT(Score.DOT),
    GENERAL(Score.GENERAL),
    CONCAT(Score.CONCAT);

    private final Score score;

    MultiplicativeScore(Score score) {
      this.score = score;
    }

    /** The same among all the scores. */
    public Score toScore() {
      return score;
    }

    @Override
    public String toString() {
      return score.toString();
    }
  }

  /** The parameters of Luong's scores: weights, for concat also energy; or random. */
  public record MultiplicativeParameters(
      @Described(
              value = "W: d_q × d_k for general, (d_q + d_k) × a for concat.",
              example = "[[0.3, 0.5, 0.1], [0.5, 0.1, 0.4], [0.2, 0.7, 0.9]]")
          @Nullable InputMatrix weights,
      @Described(value = "v, a numbers; concat only.", example = "[0.7, -0.4]")
          @Nullable InputVector energy,
      @Described("Draws them instead, in the order weights, energy.")
          @Nullable RandomParameters random) {

    public ScoreParameters toScoreParameters() {
      return new ScoreParameters(null, null, weights, null, energy, random);
    }
  }
}
