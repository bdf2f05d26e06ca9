package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sequence into annotations, one per input: h_j, or [→h_j ; ←h_j] where a second cell reads
 * it backwards (Bahdanau et al. 2015, arXiv:1409.0473, section 3.2).
 *
 * @param backward absent = the sequence is read once, forwards
 */
public record Encoder<M extends Matrix<M>>(
    Kernel<M> kernel, Cell<M> forward, @Nullable Cell<M> backward) {

  /** The width of an annotation. */
  public int width() {
    return forward.hidden() + (backward == null ? 0 : backward.hidden());
  }

  /** Its formula in LaTeX. */
  String formula() {
    String forwards = forward.formula("x_j", "\\overrightarrow{h}_{j-1}");
    if (backward == null) {
      return "h_j = \\overrightarrow{h}_j = " + forwards;
    }
    String backwards = backward.formula("x_j", "\\overleftarrow{h}_{j+1}");
    return "h_j = [\\overrightarrow{h}_j ; \\overleftarrow{h}_j],\\ \\overrightarrow{h}_j = "
        + forwards
        + ",\\ \\overleftarrow{h}_j = "
        + backwards;
  }

  /**
   * The annotations, starting from states of zeros.
   *
   * @param inputs n × in
   * @return n × width
   */
  M annotations(M inputs) {
    M annotations = kernel.zeros(inputs.rows(), width());
    int middle = forward.hidden();
    M state = kernel.zeros(1, middle);
    for (int j = 0; j < inputs.rows(); j++) {
      state = step(forward, inputs, j, state, annotations.columns(0, middle));
    }
    if (backward != null) {
      state = kernel.zeros(1, backward.hidden());
      for (int j = inputs.rows() - 1; j >= 0; j--) {
        state = step(backward, inputs, j, state, annotations.columns(middle, width()));
      }
    }
    return annotations;
  }

  private M step(Cell<M> cell, M inputs, int j, M state, M out) {
    M next = cell.step(inputs.rows(j, j + 1), state);
    kernel.scale(next, 1, out.rows(j, j + 1));
    return next;
  }
}
