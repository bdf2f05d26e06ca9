package attention.recurrent;

/** The kinds of recurrent cells. */
public enum CellType {
  TANH("tanh", 1),
  GRU("gru", GruCell.GATES);

  private final String word;
  private final int gates;

  CellType(String word, int gates) {
    this.word = word;
    this.gates = gates;
  }

  /** How many blocks of h columns its matrices have. */
  public int gates() {
    return gates;
  }

  @Override
  public String toString() {
    return word;
  }
}
