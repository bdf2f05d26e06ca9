package attention.request;

import org.jspecify.annotations.Nullable;

/** Bahdanau's attention: ω_ij = tanh(q_i·W_q + k_j·W_k + b)·v. */
public record AdditiveRequest(
    @Unwrapped VectorInputs inputs,
    @Described("The layer between query and key.") AdditiveParameters parameters,
    @Unwrapped ScoreShaping shaping,
    @Described(value = AnswerOptions.SINK, example = "0") @Nullable Double sink,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {

  /** The parameters of Bahdanau's score: query, key and energy, or random. */
  @Form(
      with = {"query", "key", "energy"},
      without = "random")
  @Form(
      with = "random",
      without = {"query", "key", "bias", "energy"})
  public record AdditiveParameters(
      @Described(value = "W_q, d_q × a.", example = "[[0.3, 0.5], [0.5, 0.1], [0.2, 0.7]]")
          @Nullable InputMatrix query,
      @Described(value = "W_k, d_k × a.", example = "[[0.2, 0.9], [0.3, 0.1], [0.6, 0.4]]")
          @Nullable InputMatrix key,
      @Described(value = "b, a numbers; zeros if absent.", example = "[0.1, 0.2]")
          @Nullable InputVector bias,
      @Described(value = "v, a numbers.", example = "[0.7, -0.4]") @Nullable InputVector energy,
      @Described("Draws them instead, in the order query, key, energy.")
          @Nullable RandomParameters random) {

    public ScoreParameters toScoreParameters() {
      return new ScoreParameters(query, key, null, bias, energy, random);
    }
  }
}
