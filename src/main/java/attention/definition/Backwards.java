package attention.definition;

/** How the states of the cell that reads backwards are put beside the others. */
public enum Backwards {
  /** The state at input j beside input j. */
  BY_INPUT,
  /** In the order in which they are computed. */
  AS_COMPUTED,
  /** The cell reads from the front. */
  FROM_THE_FRONT
}
