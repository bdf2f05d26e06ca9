package attention.request;

import org.jspecify.annotations.Nullable;

/** The parameters of any score: those that it does not use must be absent. */
public record ScoreParameters(
    @Described(value = "additive: W_q, d_q × a.", example = "[[0.3, 0.5], [0.5, 0.1]]")
        @Nullable InputMatrix query,
    @Described(value = "additive: W_k, d_k × a.", example = "[[0.2, 0.9], [0.3, 0.1]]")
        @Nullable InputMatrix key,
    @Described(
            value = "general: W, d_q × d_k; concat: W, (d_q + d_k) × a.",
            example = "[[0.3, 0.5], [0.5, 0.1]]")
        @Nullable InputMatrix weights,
    @Described(value = "additive: b, a numbers; zeros if absent.", example = "[0.1, 0.2]")
        @Nullable InputVector bias,
    @Described(value = "additive, concat: v, a numbers.", example = "[0.7, -0.4]")
        @Nullable InputVector energy,
    @Described("Draws them instead, in the order in which they are listed here, without the bias.")
        @Nullable RandomParameters random) {

  /** No parameter at all. */
  public static final ScoreParameters NONE =
      new ScoreParameters(null, null, null, null, null, null);
}
