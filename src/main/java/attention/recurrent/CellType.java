package attention.recurrent;

import attention.matrix.Matrix;
import java.util.List;

/** The kinds of recurrent cells, named as requests name them. */
public enum CellType {
  /** {@link TanhCell}. */
  TANH("tanh", 1),
  /** {@link GruCell}. */
  GRU("gru", GruCell.GATES),
  /** {@link LstmCell}. */
  LSTM("lstm", LstmCell.GATES);

  private final String word;
  private final int gates;

  CellType(String word, int gates) {
    this.word = word;
    this.gates = gates;
  }

  /** How many gates lie side by side in each matrix, h columns each. */
  public int gates() {
    return gates;
  }

  /**
   * The columns of one gate, a view.
   *
   * @param sums m × gates · h
   */
  <M extends Matrix<M>> M gate(M sums, int gate) {
    int h = sums.columns() / gates;
    return sums.columns(gate * h, (gate + 1) * h);
  }

  /** Every formula that a step can have in LaTeX, from an input and a state of these names. */
  List<String> formulas(String x, String h) {
    return switch (this) {
      case TANH -> List.of(TanhCell.formula(x, h, false), TanhCell.formula(x, h, true));
      case GRU -> List.of(GruCell.named(x, h));
      case LSTM -> List.of(LstmCell.named(x, h));
    };
  }

  /** What the formulas leave open, in LaTeX. */
  List<String> definitions() {
    return switch (this) {
      case TANH -> List.of();
      case GRU -> List.of(GruCell.DEFINITION);
      case LSTM -> List.of(LstmCell.DEFINITION);
    };
  }

  @Override
  public String toString() {
    return word;
  }
}
