package attention.request;

/** Only the normalization of scores that somebody else computed. */
public record WeightsRequest(
    @Described(
            value =
                "ω, q × n: a row of scores per query; null means −∞, a key that must not be attended to.",
            example = "[[0.9, 0.3, null], [0.1, 0.5, 0.2]]")
        @NullMeansMasked
        InputMatrix scores,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {}
