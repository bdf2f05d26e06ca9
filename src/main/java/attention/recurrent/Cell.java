package attention.recurrent;

import attention.matrix.Matrix;
import attention.mechanism.Parameters;

/**
 * A recurrent cell: one step from an input and a state to the next state.
 *
 * @param <M> the matrices of the dtype
 */
public sealed interface Cell<M extends Matrix<M>> permits TanhCell, GruCell {

  /** The width of its inputs. */
  int inputs();

  /** The width of its state. */
  int hidden();

  /**
   * One step.
   *
   * @param input 1 × inputs
   * @param state 1 × hidden, not modified
   * @return 1 × hidden
   */
  M step(M input, M state);

  /** The formula of a step in LaTeX, from an input and a state that are called so. */
  String formula(String x, String h);

  /** Its weights, as a request would give them. */
  Parameters parameters();
}
