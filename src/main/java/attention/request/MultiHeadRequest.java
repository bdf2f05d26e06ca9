package attention.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several heads side by side, or grouped-query heads, and an output projection. */
public record MultiHeadRequest(
    @Unwrapped VectorInputs inputs,
    @Described(
            value = "The number of query heads; divides the width of the queries.",
            example = "2")
        @Range(least = 1)
        int heads,
    @Described(
            value =
                "The number of key/value heads, which must divide heads; as many as heads if absent.",
            example = "1")
        @Range(least = 1)
        @Nullable Integer keyValueHeads,
    @Described("Linear maps; without one an input is used as given.")
        @Nullable MultiHeadProjections projections,
    @Described(
            value =
                "heads × q × n, added to bias: a bias per head; with null for −∞ it is the mask per head.",
            example = "[[[0, null], [-0.25, 0]], [[0, null], [-0.0625, 0]]]")
        @NullMeansMasked
        @Nullable List<InputMatrix> headBias,
    @Described("Normalizes queries and keys after their projection.")
        @Nullable QueryKeyNormRequest queryKeyNorm,
    @Described("Turns queries and keys by their positions.") @Nullable RotaryRequest rotary,
    @Described(
            "Lets scores fall with the distance between query and key; added up with bias and headBias.")
        @Nullable AlibiRequest alibi,
    @Unwrapped ScoreShaping shaping,
    @Described(
            value =
                "A logit for each head that takes part in the denominator of its softmax and in nothing else. Its share is sinkWeight. Only with softmax and naive-softmax.",
            example = "[0.5, -0.5]")
        @Nullable InputVector sinks,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {}
