package attention.definition;

import attention.recurrent.CellType;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent cell.
 *
 * @param input W and b, from in to g·h
 * @param hidden U and c, from h to g·h
 * @param resetBefore gru: whether the reset gate is applied to the state, before U
 * @param updateInverted gru: whether the update gate keeps what is new
 * @param gates where gate i is read; absent = each in its place
 */
public record CellSpec(
    CellType type,
    Affine input,
    Affine hidden,
    boolean resetBefore,
    boolean updateInverted,
    int @Nullable [] gates) {

  public CellSpec(CellType type, Affine input, Affine hidden) {
    this(type, input, hidden, false, false, null);
  }

  /** The state of a cell: hidden, and memory, which only an LSTM changes. */
  record State(double[] hidden, double[] memory) {}

  public int width() {
    return hidden.in();
  }

  State zeros() {
    return new State(new double[width()], new double[width()]);
  }

  State step(double[] x, State state, Arithmetic arithmetic) {
    return switch (type) {
      case TANH -> tanh(x, state, arithmetic);
      case GRU -> gru(x, state, arithmetic);
      case LSTM -> lstm(x, state, arithmetic);
    };
  }

  private State tanh(double[] x, State state, Arithmetic arithmetic) {
    double[] sum =
        Rows.plus(input.unrounded(x, arithmetic), hidden.unrounded(state.hidden(), arithmetic));
    return new State(arithmetic.round(Rows.map(sum, Math::tanh)), state.memory());
  }

  private State gru(double[] x, State state, Arithmetic arithmetic) {
    int h = width();
    double[] fromInput = inOrder(input.unrounded(x, arithmetic));
    double[] fromState = inOrder(hidden.unrounded(state.hidden(), arithmetic));
    double[] reset = new double[h];
    for (int i = 0; i < h; i++) {
      reset[i] = sigmoid(fromInput[i] + fromState[i]);
    }
    double[] kept = fromState;
    if (resetBefore) {
      double[] gated = new double[h];
      for (int i = 0; i < h; i++) {
        gated[i] = reset[i] * state.hidden()[i];
      }
      kept = inOrder(hidden.unrounded(gated, arithmetic));
    }
    double[] next = new double[h];
    for (int i = 0; i < h; i++) {
      double update = sigmoid(fromInput[h + i] + fromState[h + i]);
      double gate = resetBefore ? 1 : reset[i];
      double fresh = Math.tanh(fromInput[2 * h + i] + gate * kept[2 * h + i]);
      double share = updateInverted ? 1 - update : update;
      next[i] = (1 - share) * fresh + share * state.hidden()[i];
    }
    return new State(arithmetic.round(next), state.memory());
  }

  private State lstm(double[] x, State state, Arithmetic arithmetic) {
    int h = width();
    double[] sums =
        inOrder(
            Rows.plus(
                input.unrounded(x, arithmetic), hidden.unrounded(state.hidden(), arithmetic)));
    double[] memory = new double[h];
    double[] next = new double[h];
    for (int i = 0; i < h; i++) {
      memory[i] =
          sigmoid(sums[h + i]) * state.memory()[i] + sigmoid(sums[i]) * Math.tanh(sums[2 * h + i]);
      next[i] = sigmoid(sums[3 * h + i]) * Math.tanh(memory[i]);
    }
    return new State(arithmetic.round(next), arithmetic.round(memory));
  }

  /** The gates of a row in the order in which they are read. */
  private double[] inOrder(double[] row) {
    if (gates == null) {
      return row;
    }
    double[] read = new double[row.length];
    for (int gate = 0; gate < gates.length; gate++) {
      System.arraycopy(row, gates[gate] * width(), read, gate * width(), width());
    }
    return read;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  public CellSpec with(Affine otherInput, Affine otherHidden) {
    return new CellSpec(type, otherInput, otherHidden, resetBefore, updateInverted, gates);
  }

  public CellSpec withResetBefore() {
    return new CellSpec(type, input, hidden, true, updateInverted, gates);
  }

  public CellSpec withUpdateInverted() {
    return new CellSpec(type, input, hidden, resetBefore, true, gates);
  }

  public boolean isBiased() {
    return input.bias() != null || hidden.bias() != null;
  }

  /** The cell with its gates in another order: gate i is read where gate {@code order[i]} is. */
  public CellSpec withGates(int... order) {
    return new CellSpec(type, input, hidden, resetBefore, updateInverted, order);
  }
}
