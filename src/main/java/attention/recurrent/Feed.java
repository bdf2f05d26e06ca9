package attention.recurrent;

import attention.matrix.Matrix;

/** What a decoder reads in each step beside its context. */
public sealed interface Feed<M extends Matrix<M>> permits Feed.Given, Generation {

  /**
   * Given inputs.
   *
   * @param inputs y, m × d_y, one row per step
   */
  record Given<M extends Matrix<M>>(M inputs) implements Feed<M> {}
}
