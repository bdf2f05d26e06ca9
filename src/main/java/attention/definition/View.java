package attention.definition;

import attention.trace.Member;

/** Stages in the form in which they are posted: arrays of several axes, read row by row. */
public interface View {

  /** The axes of a stage. */
  int[] shape(Member stage);

  /** How many numbers a row has. */
  int width(Member stage);

  /** A row, counted over all axes. */
  double[] row(Member stage, int row);

  /** How many rows a stage has. */
  default int rows(Member stage) {
    long numbers = 1;
    for (int axis : shape(stage)) {
      numbers *= axis;
    }
    return Math.toIntExact(numbers / width(stage));
  }
}
