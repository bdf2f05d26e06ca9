package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.Projection;
import org.jspecify.annotations.Nullable;

/**
 * The plain recurrent cell: h' = tanh(x·W + h·U + b) (Elman 1990, "Finding structure in time",
 * Cognitive Science 14; {@code torch.nn.RNN}).
 *
 * @param input W and b, from in to h
 * @param recurrent U, from h to h
 */
public record TanhCell<M extends Matrix<M>>(
    Kernel<M> kernel, Projection<M> input, Projection<M> recurrent) implements Cell<M> {

  /**
   * The cell of given matrices.
   *
   * @param input W, in × h
   * @param hidden U, h × h
   * @param bias b, 1 × h; absent = zeros
   */
  public TanhCell(Kernel<M> kernel, M input, M hidden, @Nullable M bias) {
    this(kernel, new Projection<>(kernel, input, bias), new Projection<>(kernel, hidden, null));
  }

  @Override
  public CellType type() {
    return CellType.TANH;
  }

  @Override
  public CellState<M> step(M x, CellState<M> state) {
    M sum = input.unrounded(x);
    kernel.wide().add(sum, recurrent.unrounded(state.hidden()), sum);
    kernel.tanh(sum, sum);
    return new CellState<>(sum, null);
  }

  @Override
  public String formula(String x, String h) {
    return formula(x, h, input.bias() != null);
  }

  /** The formula of a step in LaTeX, with or without a bias. */
  static String formula(String x, String h, boolean biased) {
    return "\\tanh(" + x + " W + " + h + " U" + (biased ? " + b)" : ")");
  }
}
