package attention.recurrent;

import attention.matrix.Matrix;
import attention.stage.Projection;

/**
 * Luong's attentional vector: h̃_t = tanh([z_t ; s_t]·W + b) (Luong et al. 2015, arXiv:1508.04025,
 * section 3, equation 5).
 *
 * @param map W and b, from the widths of context and state to a
 * @param inputFeeding whether the cell reads h̃_{t−1} beside y_t (section 3.3); zeros at first
 */
public record Combine<M extends Matrix<M>>(Projection<M> map, boolean inputFeeding) {

  /** The attentional vector in LaTeX. */
  static final String ATTENTIONAL = "\\tilde{h}_t";

  /** a. */
  int width() {
    return map.weights().columns();
  }

  /**
   * h̃_t; NaN where the projection left the range of the dtype.
   *
   * @param context 1 × c
   * @param state 1 × h
   * @return 1 × a
   */
  M of(M context, M state) {
    return map.tanh(Joined.of(map.kernel(), context, state));
  }

  /** Its formula in LaTeX. */
  String formula() {
    return formula(map.bias() != null);
  }

  static String formula(boolean biased) {
    return ATTENTIONAL + " = \\tanh(" + Projection.formula("[z_t ; s_t]", "c", biased) + ")";
  }
}
