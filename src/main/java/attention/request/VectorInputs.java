package attention.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vectors that attend and are attended to: embeddings for all three roles, or queries with
 * keys.
 */
@Form(
    with = "embeddings",
    without = {"queries", "keys", "values", "queryTokens"})
@Form(
    with = {"queries", "keys"},
    without = "embeddings")
public record VectorInputs(
    @Described(
            value =
                "X, n × d: shorthand for queries = keys = values = X; exclusive with queries, keys and values.",
            example = "[[0.43, 0.15, 0.89], [0.22, 0.58, 0.33], [0.77, 0.25, 0.10]]")
        @Nullable InputMatrix embeddings,
    @Described(
            value = "Q, q × d_q; needs keys.",
            example = "[[0.22, 0.58, 0.33], [0.05, 0.80, 0.55]]")
        @Nullable InputMatrix queries,
    @Described(
            value = "K, n × d_k; needs queries.",
            example = "[[0.43, 0.15, 0.89], [0.22, 0.58, 0.33], [0.77, 0.25, 0.10]]")
        @Nullable InputMatrix keys,
    @Described(
            value = "V, n × d_v; the keys if absent.",
            example = "[[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]]")
        @Nullable InputMatrix values,
    @Described(
            value = "A label per key; with embeddings also per query.",
            example = "[\"Your\", \"journey\", \"starts\"]")
        @Nullable List<String> tokens,
    @Described(value = "A label per query; only with queries.", example = "[\"Deine\", \"Reise\"]")
        @Nullable List<String> queryTokens,
    @Described(
            value =
                "Which queries to answer, in this order: zero-based, repeats allowed; all if absent.",
            example = "[1]")
        int @Nullable [] queryIndices) {}
