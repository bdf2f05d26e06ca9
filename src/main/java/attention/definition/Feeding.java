package attention.definition;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the decoder reads beside contexts.
 *
 * @param inputs a row for each step, or for each prediction that can be fed
 * @param start the row that the first step reads, where the others read their predictions; absent =
 *     step t reads row t
 * @param end the prediction that is the last one; absent = none is
 * @param steps how many there are, at most where predictions are read
 */
public record Feeding(
    double[][] inputs, @Nullable Integer start, @Nullable Integer end, int steps) {

  /** The prediction where a logit is not finite: nothing can be fed. */
  static final int NOTHING = -1;

  /** The same with at most so many steps, where predictions are read. */
  public Feeding atMost(int most) {
    return generates() ? new Feeding(inputs, start, end, Math.min(steps, most)) : this;
  }

  /** Whether the steps read their own predictions. */
  boolean generates() {
    return start != null;
  }

  /** Whether no step follows a prediction. */
  boolean endsWith(int prediction) {
    return prediction == NOTHING || Objects.equals(prediction, end);
  }

  /** The index of the largest logit, the first of equals. */
  static int prediction(double[] logits) {
    int largest = 0;
    for (int i = 0; i < logits.length; i++) {
      if (!Double.isFinite(logits[i])) {
        return NOTHING;
      }
      largest = logits[i] > logits[largest] ? i : largest;
    }
    return largest;
  }
}
