package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.Projection;
import org.jspecify.annotations.Nullable;

/**
 * The gated recurrent unit in the form of {@code torch.nn.GRU}, which applies the reset gate behind
 * the hidden bias (Cho et al. 2014, arXiv:1406.1078, section 2.3, applies it before). With the
 * gates side by side in the order reset, update, new:
 *
 * <ul>
 *   <li>r = σ(x·W_r + b_r + h·U_r + c_r)
 *   <li>z = σ(x·W_z + b_z + h·U_z + c_z)
 *   <li>n = tanh(x·W_n + b_n + r ∘ (h·U_n + c_n))
 *   <li>h' = (1 − z) ∘ n + z ∘ h
 * </ul>
 *
 * @param input W and b, from in to 3h
 * @param recurrent U and c, from h to 3h
 */
public record GruCell<M extends Matrix<M>>(
    Kernel<M> kernel, Projection<M> input, Projection<M> recurrent) implements Cell<M> {

  /**
   * The cell of given matrices.
   *
   * @param input W, in × 3h
   * @param hidden U, h × 3h
   * @param inputBias b, 1 × 3h; absent = zeros
   * @param hiddenBias c, 1 × 3h; absent = zeros
   */
  public GruCell(
      Kernel<M> kernel, M input, M hidden, @Nullable M inputBias, @Nullable M hiddenBias) {
    this(
        kernel,
        new Projection<>(kernel, input, inputBias),
        new Projection<>(kernel, hidden, hiddenBias));
  }

  /** What the name of the cell stands for, in LaTeX. */
  static final String DEFINITION =
      "\\mathrm{GRU}(x, h) = (1 - z) \\circ n + z \\circ h,\\ n = \\tanh(x W_n + b_n + r \\circ (h U_n + c_n)),\\ r, z = \\sigma(x W_{r,z} + b_{r,z} + h U_{r,z} + c_{r,z})";

  /** How many gates lie side by side in each matrix. */
  static final int GATES = 3;

  @Override
  public CellType type() {
    return CellType.GRU;
  }

  @Override
  public CellState<M> step(M x, CellState<M> state) {
    Kernel<M> wide = kernel.wide();
    M fromInput = input.unrounded(x);
    M fromState = recurrent.unrounded(state.hidden());
    M reset = gate(wide, fromInput, fromState, 0);
    M update = gate(wide, fromInput, fromState, 1);
    M fresh = kernel.zeros(1, hidden());
    wide.multiply(reset, type().gate(fromState, 2), fresh);
    wide.add(type().gate(fromInput, 2), fresh, fresh);
    wide.tanh(fresh, fresh);
    M next = blend(wide, update, fresh, state.hidden());
    kernel.round(next);
    return new CellState<>(next, null);
  }

  private M gate(Kernel<M> wide, M fromInput, M fromState, int gate) {
    M sum = kernel.zeros(1, hidden());
    wide.add(type().gate(fromInput, gate), type().gate(fromState, gate), sum);
    wide.sigmoid(sum, sum);
    return sum;
  }

  /** (1 − z) ∘ n + z ∘ h, computed as n + z ∘ (h − n). */
  private M blend(Kernel<M> wide, M update, M fresh, M state) {
    M next = kernel.zeros(1, hidden());
    wide.scale(fresh, -1, next);
    wide.add(state, next, next);
    wide.multiply(update, next, next);
    wide.add(fresh, next, next);
    return next;
  }

  @Override
  public String formula(String x, String h) {
    return named(x, h);
  }

  /** The formula of a step in LaTeX, by the name of the cell. */
  static String named(String x, String h) {
    return "\\mathrm{GRU}(" + x + ", " + h + ")";
  }
}
