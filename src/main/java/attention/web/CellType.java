package attention.web;

import attention.recurrent.GruCell;

/** The kinds of recurrent cells. */
enum CellType {
  TANH("tanh", 1),
  GRU("gru", GruCell.GATES);

  private final String word;
  private final int gates;

  CellType(String word, int gates) {
    this.word = word;
    this.gates = gates;
  }

  /** How many blocks of h columns its matrices have. */
  int gates() {
    return gates;
  }

  @Override
  public String toString() {
    return word;
  }
}
