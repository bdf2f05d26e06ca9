package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.Projection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The long short-term memory in the form of {@code torch.nn.LSTM}: with a forget gate and without
 * peepholes (Hochreiter and Schmidhuber 1997, "Long short-term memory", Neural Computation 9(8);
 * Gers, Schmidhuber and Cummins 2000, "Learning to forget", Neural Computation 12(10), section 3).
 * With the gates side by side in the order input, forget, cell, output:
 *
 * <ul>
 *   <li>i = σ(x·W_i + b_i + h·U_i + c_i)
 *   <li>f = σ(x·W_f + b_f + h·U_f + c_f)
 *   <li>g = tanh(x·W_g + b_g + h·U_g + c_g)
 *   <li>o = σ(x·W_o + b_o + h·U_o + c_o)
 *   <li>m' = f ∘ m + i ∘ g
 *   <li>h' = o ∘ tanh(m')
 * </ul>
 *
 * @param input W and b, from in to 4h
 * @param recurrent U and c, from h to 4h
 */
public record LstmCell<M extends Matrix<M>>(
    Kernel<M> kernel, Projection<M> input, Projection<M> recurrent) implements Cell<M> {

  /** What the name of the cell stands for, in LaTeX. */
  static final String DEFINITION =
      "\\mathrm{LSTM}(x, h) = o \\circ \\tanh(m'),\\ m' = f \\circ m + i \\circ g,\\ g = \\tanh(x W_g + b_g + h U_g + c_g),\\ i, f, o = \\sigma(x W_{i,f,o} + b_{i,f,o} + h U_{i,f,o} + c_{i,f,o})";

  /** How many gates lie side by side in each matrix. */
  static final int GATES = 4;

  /** The formula of its memory in LaTeX, in the letters of a decoder. */
  static final String MEMORY = "m_t = f_t \\circ m_{t-1} + i_t \\circ g_t";

  /**
   * The cell of given matrices.
   *
   * @param input W, in × 4h
   * @param hidden U, h × 4h
   * @param inputBias b, 1 × 4h; absent = zeros
   * @param hiddenBias c, 1 × 4h; absent = zeros
   */
  public LstmCell(
      Kernel<M> kernel, M input, M hidden, @Nullable M inputBias, @Nullable M hiddenBias) {
    this(
        kernel,
        new Projection<>(kernel, input, inputBias),
        new Projection<>(kernel, hidden, hiddenBias));
  }

  @Override
  public CellType type() {
    return CellType.LSTM;
  }

  @Override
  public CellState<M> step(M x, CellState<M> state) {
    Kernel<M> wide = kernel.wide();
    M sums = input.unrounded(x);
    wide.add(sums, recurrent.unrounded(state.hidden()), sums);
    M in = gate(wide, sums, 0);
    M forget = gate(wide, sums, 1);
    M out = gate(wide, sums, 3);
    M fresh = type().gate(sums, 2);
    wide.tanh(fresh, fresh);
    M memory = kernel.zeros(1, hidden());
    wide.multiply(forget, Objects.requireNonNull(state.memory()), memory);
    wide.multiply(in, fresh, fresh);
    wide.add(memory, fresh, memory);
    M hidden = kernel.zeros(1, hidden());
    wide.tanh(memory, hidden);
    kernel.multiply(out, hidden, hidden);
    kernel.round(memory);
    return new CellState<>(hidden, memory);
  }

  private M gate(Kernel<M> wide, M sums, int gate) {
    M part = type().gate(sums, gate);
    wide.sigmoid(part, part);
    return part;
  }

  @Override
  public String formula(String x, String h) {
    return named(x, h);
  }

  /** The formula of a step in LaTeX, by the name of the cell. */
  static String named(String x, String h) {
    return "\\mathrm{LSTM}(" + x + ", " + h + ")";
  }
}
