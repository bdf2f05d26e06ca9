package attention.request;

import org.jspecify.annotations.Nullable;

/** One transformer head: projections, scale, masks; self or cross. */
public record ScaledRequest(
    @Unwrapped VectorInputs inputs,
    @Described("Linear maps of queries, keys and values; without one an input is used as given.")
        @Nullable HeadProjections projections,
    @Described("Normalizes queries and keys after their projection.")
        @Nullable QueryKeyNormRequest queryKeyNorm,
    @Described("Turns queries and keys by their positions.") @Nullable RotaryRequest rotary,
    @Unwrapped ScoreShaping shaping,
    @Described(value = AnswerOptions.SINK, example = "0") @Nullable Double sink,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {}
