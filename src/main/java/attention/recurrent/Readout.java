package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.Projection;
import attention.trace.Predictions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a step out as scores of a vocabulary: logits = r_t·W + b, where r_t is the attentional
 * vector if there is one, else [s_t ; z_t].
 *
 * <p>Error: that of the projection.
 *
 * @param map W and b, from the width of r_t to V
 * @param tokens V, the names of the vocabulary; absent = it has none
 */
public record Readout<M extends Matrix<M>>(Projection<M> map, @Nullable List<String> tokens) {

  /** What is read out where there is no attentional vector, in LaTeX. */
  static final String STATE_AND_CONTEXT = "[s_t ; z_t]";

  /**
   * The index of the largest logit, the first of equals; {@link Predictions#NONE} if any logit is
   * not finite.
   *
   * @param logits 1 × V
   */
  int prediction(M logits) {
    Kernel<M> kernel = map.kernel();
    if (kernel.countFinite(logits, 0) < logits.columns()) {
      return Predictions.NONE;
    }
    double largest = kernel.max(logits, 0);
    int index = 0;
    while (logits.at(0, index) != largest) {
      index++;
    }
    return index;
  }

  /** The name of a prediction; null if it has none. */
  @Nullable String token(int prediction) {
    return tokens == null || prediction == Predictions.NONE ? null : tokens.get(prediction);
  }

  /** Its formula in LaTeX, from r_t. */
  String formula(String r) {
    return formula(r, map.bias() != null);
  }

  static String formula(String r, boolean biased) {
    return "l_t = " + Projection.formula(r, "l", biased);
  }
}
