package attention.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Simple self-attention without trainable weights: every embedding is query, key and value. */
public record SelfRequest(
    @Described(
            value = "X, one input vector per token, n × d: queries, keys and values at once.",
            example = "[[0.43, 0.15, 0.89], [0.22, 0.58, 0.33], [0.77, 0.25, 0.10]]")
        InputMatrix embeddings,
    @Described(value = "A label per embedding.", example = "[\"Your\", \"journey\", \"starts\"]")
        @Nullable List<String> tokens,
    @Described(
            value =
                "Which queries to answer, in this order: zero-based, repeats allowed; all if absent.",
            example = "[1]")
        int @Nullable [] queryIndices,
    @Unwrapped ScoreShaping shaping,
    @Described(value = AnswerOptions.SINK, example = "0") @Nullable Double sink,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {}
