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
    @Described(
            value =
                "A logit that takes part in the denominator of the softmax and in nothing else; 0 is softmax-off-by-one. Its share is sinkWeight. Only with softmax and naive-softmax.",
            example = "0")
        @Nullable Double sink,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {}
