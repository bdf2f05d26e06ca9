package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.Projection;
import attention.trace.Parameters;

/**
 * A recurrent cell: one step from an input and a state to the next state. Its matrices hold one
 * block of h columns for each gate.
 *
 * @param <M> the matrices of the dtype
 */
public sealed interface Cell<M extends Matrix<M>> permits TanhCell, GruCell, LstmCell {

  /** Which kind of cell it is. */
  CellType type();

  /** W and b, from in to gates · h. */
  Projection<M> input();

  /** U and c, from h to gates · h. */
  Projection<M> recurrent();

  /** h, the width of its state. */
  default int hidden() {
    return recurrent().weights().rows();
  }

  /** A state of zeros. */
  default CellState<M> zeros() {
    Kernel<M> kernel = recurrent().kernel();
    M memory = type() == CellType.LSTM ? kernel.zeros(1, hidden()) : null;
    return new CellState<>(kernel.zeros(1, hidden()), memory);
  }

  /**
   * One step.
   *
   * @param input 1 × inputs
   * @param state of width h, not modified
   * @return of width h; NaN where a gate left the range of the dtype
   */
  CellState<M> step(M input, CellState<M> state);

  /** The formula of a step in LaTeX, from an input and a state that are called so. */
  String formula(String x, String h);

  /** Its weights, as a request would give them. */
  default Parameters parameters() {
    return CellParameters.of(this).group();
  }
}
