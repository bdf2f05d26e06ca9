package attention.trace;

import attention.matrix.Dtype;
import attention.matrix.Matrix;

/**
 * The terms α_ij v_j of the contexts of a block, b × n × d_v. They are never stored: each is formed
 * when it is asked for.
 */
public interface Contributions {

  /** The terms of a row, n. */
  int keys();

  /** The width of a term, d_v. */
  int columns();

  /** The dtype of the terms. */
  Dtype dtype();

  /**
   * One term, 1 × d_v.
   *
   * @param row the row of the block
   * @param key j
   */
  Matrix<?> term(int row, int key);
}
