package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Checkpoint;
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

  /** How many products of two numbers it adds up for one input. */
  long multiplyAdds() {
    return forward.multiplyAdds() + (backward == null ? 0 : backward.multiplyAdds());
  }

  /**
   * Reads a sequence, starting from states of zeros.
   *
   * @param inputs n × in
   */
  Encoding<M> encode(M inputs) {
    M annotations = kernel.zeros(inputs.rows(), width());
    int middle = forward.hidden();
    CellState<M> ahead = forward.zeros();
    for (int j = 0; j < inputs.rows(); j++) {
      ahead = step(forward, inputs, j, ahead, annotations.columns(0, middle));
    }
    if (backward == null) {
      return new Encoding<>(annotations, ahead, null);
    }
    CellState<M> back = backward.zeros();
    for (int j = inputs.rows() - 1; j >= 0; j--) {
      back = step(backward, inputs, j, back, annotations.columns(middle, width()));
    }
    return new Encoding<>(annotations, ahead, back);
  }

  private CellState<M> step(Cell<M> cell, M inputs, int j, CellState<M> state, M out) {
    Checkpoint.pass();
    CellState<M> next = cell.step(inputs.rows(j, j + 1), state);
    kernel.scale(next.hidden(), 1, out.rows(j, j + 1));
    return next;
  }
}
