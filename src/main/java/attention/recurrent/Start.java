package attention.recurrent;

import attention.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** Where the first state of a decoder, s_{−1}, comes from. */
public sealed interface Start<M extends Matrix<M>> permits Start.Given, Start.Handed, Bridge {

  /** s_{−1}, 1 × h. */
  M hidden(Encoding<M> encoding);

  /** What else is handed over: the memory of the last forward state, if it has one. */
  default @Nullable M memory(Encoding<M> encoding) {
    return null;
  }

  /** The formula of s_{−1} in LaTeX; empty where it is given or handed over. */
  default String formula() {
    return "";
  }

  /**
   * A given state.
   *
   * @param state 1 × h
   */
  record Given<M extends Matrix<M>>(M state) implements Start<M> {

    @Override
    public M hidden(Encoding<M> encoding) {
      return state;
    }
  }

  /** The last forward state of the encoder, with its memory. */
  record Handed<M extends Matrix<M>>() implements Start<M> {

    @Override
    public M hidden(Encoding<M> encoding) {
      return encoding.forward().hidden();
    }

    @Override
    public @Nullable M memory(Encoding<M> encoding) {
      return encoding.forward().memory();
    }
  }
}
