package attention.stage;

import attention.matrix.Matrix;
import attention.trace.Member;

/**
 * One step that prepares projected queries and keys for the score function. The vectors of all
 * heads are side by side.
 *
 * @param <M> the matrices of the dtype
 */
public interface Preparation<M extends Matrix<M>> {

  /** The name of its result in an answer. */
  Member member(Side side);

  /** Its formula in LaTeX, with the letters of the answer. */
  String formula(Side side);

  /**
   * Prepares vectors.
   *
   * @param in m × the width of all heads, the result of the step before
   * @param indices m, the number of each query or key among all of them
   * @param out m × the width of all heads, written
   */
  void apply(Side side, M in, int[] indices, M out);
}
