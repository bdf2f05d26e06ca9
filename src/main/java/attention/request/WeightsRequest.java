package attention.request;

import org.jspecify.annotations.Nullable;

/** Only the normalization of given scores. */
public record WeightsRequest(
    @Described(
            value =
                "ω, q × n: a row of scores per query; null means −∞, a key that must not be attended to.",
            example = "[[0.9, 0.3, null], [0.1, 0.5, 0.2]]")
        @NullMeansMasked
        InputMatrix scores,
    @Described(value = AnswerOptions.SINK, example = "0") @Nullable Double sink,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {}
