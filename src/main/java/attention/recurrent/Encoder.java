package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.trace.Checkpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sequence into annotations, one per input: h_j, or [→h_j ; ←h_j] where a second cell reads
 * it backwards (Bahdanau et al. 2015, arXiv:1409.0473, section 3.2).
 *
 * @param backward absent = the sequence is read once, forwards
 */
public record Encoder<M extends Matrix<M>>(
    Kernel<M> kernel, Cell<M> forward, @Nullable Cell<M> backward) {

  private static final String ONCE = "h_j = ";
  private static final String TWICE = "h_j = [\\overrightarrow{h}_j ; \\overleftarrow{h}_j]";
  private static final String FORWARD = "\\overrightarrow{h}_j = ";
  private static final String BACKWARD = "\\overleftarrow{h}_j = ";
  private static final String BEFORE = "\\overrightarrow{h}_{j-1}";
  private static final String AFTER = "\\overleftarrow{h}_{j+1}";

  /** The width of an annotation. */
  public int width() {
    return forward.hidden() + (backward == null ? 0 : backward.hidden());
  }

  /** Its formula in LaTeX. */
  String formula() {
    String forwards = FORWARD + forward.formula("x_j", BEFORE);
    return backward == null
        ? ONCE + forwards
        : String.join(",\\ ", TWICE, forwards, BACKWARD + backward.formula("x_j", AFTER));
  }

  /** The parts of every formula that it can have. */
  static List<String> formulas() {
    List<String> formulas = new ArrayList<>();
    List<String> forwards = cells(FORWARD, BEFORE);
    forwards.forEach(cell -> formulas.add(ONCE + cell));
    formulas.add(TWICE);
    formulas.addAll(forwards);
    formulas.addAll(cells(BACKWARD, AFTER));
    return formulas;
  }

  private static List<String> cells(String result, String state) {
    return Arrays.stream(CellType.values())
        .flatMap(type -> type.formulas("x_j", state).stream())
        .map(step -> result + step)
        .toList();
  }

  /**
   * Reads a sequence, starting from states of zeros.
   *
   * @param inputs n × in
   */
  Encoding<M> encode(M inputs) {
    M annotations = kernel.zeros(inputs.rows(), width());
    int middle = forward.hidden();
    CellState<M> ahead = forward.zeros();
    for (int j = 0; j < inputs.rows(); j++) {
      ahead = step(forward, inputs, j, ahead, annotations.columns(0, middle));
    }
    if (backward == null) {
      return new Encoding<>(annotations, ahead, null);
    }
    CellState<M> back = backward.zeros();
    for (int j = inputs.rows() - 1; j >= 0; j--) {
      back = step(backward, inputs, j, back, annotations.columns(middle, width()));
    }
    return new Encoding<>(annotations, ahead, back);
  }

  private CellState<M> step(Cell<M> cell, M inputs, int j, CellState<M> state, M out) {
    Checkpoint.pass();
    CellState<M> next = cell.step(inputs.rows(j, j + 1), state);
    kernel.scale(next.hidden(), 1, out.rows(j, j + 1));
    return next;
  }
}
