package attention.web;

import attention.recurrent.GruCell;

/** The kinds of recurrent cells. */
enum CellType {
  TANH(1),
  GRU(GruCell.GATES);

  private final int gates;

  CellType(int gates) {
    this.gates = gates;
  }

  /** How many blocks of h columns its matrices have. */
  int gates() {
    return gates;
  }

  @Override
  public String toString() {
    return Words.of(this);
  }
}
