package attention.recurrent;

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

  @Override
  public String toString() {
    return word;
  }
}
