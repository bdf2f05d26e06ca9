package attention.request;

import org.jspecify.annotations.Nullable;

/** One transformer head: projections, scale, masks; self or cross. */
public record ScaledRequest(
    @Unwrapped VectorInputs inputs,
    @Described("Linear maps of queries, keys and values; without one an input is used as given.")
        @Nullable HeadProjections projections,
    @Unwrapped ScoreShaping shaping,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {}
