package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.Initialization;
import attention.stage.TorchGenerator;
import attention.trace.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a cell with g gates, given or drawn.
 *
 * @param input W, in × g·h
 * @param hidden U, h × g·h
 * @param inputBias b, 1 × g·h, the only bias of a tanh cell; absent = zeros
 * @param hiddenBias c, 1 × g·h; absent = zeros
 */
public record CellParameters<M extends Matrix<M>>(
    CellType type, M input, M hidden, @Nullable M inputBias, @Nullable M hiddenBias) {

  public CellParameters {
    if (type == CellType.TANH && hiddenBias != null) {
      throw new IllegalArgumentException("A tanh cell has one bias, not two");
    }
  }

  /**
   * Draws the weights that {@code torch.nn.RNN}, {@code GRU} and {@code LSTM} have after {@code
   * manual_seed}: uniform in [−1/√h, 1/√h), in the order W, U, b, c, each matrix g·h × in and row
   * by row. A tanh cell draws b alone.
   *
   * @param seed 0 … 2³² − 1
   * @param inputs the width of what the cell reads
   * @param h the hidden size
   */
  public static <M extends Matrix<M>> CellParameters<M> drawn(
      Kernel<M> kernel, CellType type, long seed, int inputs, int h) {
    TorchGenerator generator = new TorchGenerator(seed);
    int columns = type.gates() * h;
    return new CellParameters<>(
        type,
        Initialization.symmetric(kernel, generator, inputs, columns, h),
        Initialization.symmetric(kernel, generator, h, columns, h),
        Initialization.symmetric(kernel, generator, 1, columns, h),
        type == CellType.TANH ? null : Initialization.symmetric(kernel, generator, 1, columns, h));
  }

  static <M extends Matrix<M>> CellParameters<M> of(Cell<M> cell) {
    return new CellParameters<>(
        cell.type(),
        cell.input().weights(),
        cell.recurrent().weights(),
        cell.input().bias(),
        cell.recurrent().bias());
  }

  /** The cell of these weights. */
  public Cell<M> cell(Kernel<M> kernel) {
    return switch (type) {
      case TANH -> new TanhCell<>(kernel, input, hidden, inputBias);
      case GRU -> new GruCell<>(kernel, input, hidden, inputBias, hiddenBias);
      case LSTM -> new LstmCell<>(kernel, input, hidden, inputBias, hiddenBias);
    };
  }

  /** The weights as a request would give them. */
  Parameters group() {
    Map<String, Parameters> members = new LinkedHashMap<>();
    members.put("type", new Parameters.Word(type.toString()));
    members.put("input", new Parameters.Table(input));
    members.put("hidden", new Parameters.Table(hidden));
    if (inputBias != null) {
      String name = type == CellType.TANH ? "bias" : "inputBias";
      members.put(name, new Parameters.Vector(inputBias));
    }
    if (hiddenBias != null) {
      members.put("hiddenBias", new Parameters.Vector(hiddenBias));
    }
    return new Parameters.Group(members);
  }
}
