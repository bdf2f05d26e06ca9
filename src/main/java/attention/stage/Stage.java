package attention.stage;

import attention.matrix.Matrix;
import attention.trace.Member;

/**
 * One step on the way from queries to scores that can be normalized: the score function first, then
 * whatever the request adds.
 *
 * @param <M> the matrices of the dtype
 */
public interface Stage<M extends Matrix<M>> {

  /** The name of its result in an answer. */
  Member member();

  /** Its formula in LaTeX, with the letters of the answer. */
  String formula();

  /**
   * Computes a block of rows.
   *
   * @param in b × n, what the stage before gave; for a score function b × d_k, the queries
   * @param queries b, which query each row belongs to
   * @param out b × n, written; may be {@code in} after the score function
   */
  void apply(M in, int[] queries, M out);

  /**
   * Removes the keys that this stage forbids to a query.
   *
   * @param allowed n, true for the keys that nothing before has forbidden; written
   */
  default void forbid(int query, boolean[] allowed) {}

  /**
   * How many keys this stage forbids to a query by a score of −∞; −1 if that takes long to tell.
   *
   * @param keys n
   */
  default int forbidden(int query, int keys) {
    return 0;
  }

  /** Whether its arithmetic can leave the range of the dtype. */
  default boolean canLeaveRange() {
    return true;
  }
}
