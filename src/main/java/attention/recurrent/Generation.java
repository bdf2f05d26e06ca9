package attention.recurrent;

import attention.matrix.Matrix;
import attention.trace.Predictions;
import org.jspecify.annotations.Nullable;

/**
 * The decoder's own predictions, fed back greedily: y_0 is the embedding of {@code start}, y_t that
 * of the prediction of step t − 1. It ends after {@code steps} steps, with a prediction {@code
 * end}, or where there is no prediction.
 *
 * @param embeddings V × d_y
 * @param start 0 … V − 1
 * @param end 0 … V − 1; absent = no prediction ends it
 * @param steps how many steps it takes at most; at least one
 */
public record Generation<M extends Matrix<M>>(
    M embeddings, int start, @Nullable Integer end, int steps) implements Feed<M> {

  /** Whether a prediction is the last one. */
  boolean endsWith(int prediction) {
    return prediction == Predictions.NONE || (end != null && prediction == end);
  }
}
