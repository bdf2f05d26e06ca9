package attention.definition;

import org.jspecify.annotations.Nullable;

/**
 * What the decoder reads beside contexts.
 *
 * @param inputs a row for each step, or for each prediction that can be fed
 * @param start the row that the first step reads, where the others read their predictions; absent =
 *     step t reads row t
 * @param steps how many there are
 */
public record Feeding(double[][] inputs, @Nullable Integer start, int steps) {}
