package attention.mechanism;

import attention.matrix.Matrix;

/**
 * One step on the way from queries to scores that can be normalized: the score function first, then
 * whatever the request adds.
 *
 * @param <M> the matrices of the dtype
 */
public interface Stage<M extends Matrix<M>> {

  /** The name under which its result stands in an answer. */
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
   * The first key at which this stage left the range of the dtype, in a row that was finite before
   * it.
   *
   * @param out b × n, what {@link #apply} wrote
   * @param row which of its rows
   * @param query the query the row belongs to
   * @return −1 if there is none
   */
  int firstOverflow(M out, int row, int query);
}
