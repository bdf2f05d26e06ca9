package attention.recurrent;

import attention.matrix.Matrix;
import attention.stage.Projection;
import java.util.Objects;

/**
 * A layer between the encoder and the first state of the decoder: s_{−1} = tanh(h·W + b) (Bahdanau
 * et al. 2015, arXiv:1409.0473, appendix A.2.2, which takes the backward state at the first input).
 *
 * @param from which state of the encoder h is
 * @param map W and b, from the width of that state to h
 */
public record Bridge<M extends Matrix<M>>(From from, Projection<M> map) implements Start<M> {

  /** A state of the encoder, named as requests name it. */
  public enum From {
    /** The state after the last input. */
    FORWARD("forward", "\\overrightarrow{h}_n"),
    /** The state at the first input of the cell that reads backwards. */
    BACKWARD("backward", "\\overleftarrow{h}_1");

    private final String word;
    private final String latex;

    From(String word, String latex) {
      this.word = word;
      this.latex = latex;
    }

    /** The formula of s_{−1} in LaTeX. */
    String formula(boolean biased) {
      return "s_{-1} = \\tanh(" + Projection.formula(latex, "b", biased) + ")";
    }

    @Override
    public String toString() {
      return word;
    }
  }

  @Override
  public M hidden(Encoding<M> encoding) {
    CellState<M> state =
        switch (from) {
          case FORWARD -> encoding.forward();
          case BACKWARD -> Objects.requireNonNull(encoding.backward());
        };
    return map.tanh(state.hidden());
  }

  @Override
  public String formula() {
    return from.formula(map.bias() != null);
  }
}
