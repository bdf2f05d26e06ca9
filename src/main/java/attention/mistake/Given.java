package attention.mistake;

import attention.definition.View;
import attention.trace.Member;
import java.util.Arrays;

/**
 * A stage as a client computed it.
 *
 * @param shape without axes of length 1 in front, the last one excepted
 * @param position among the stages of the request
 */
public record Given(
    Member stage, int[] shape, double[] numbers, Tolerance tolerance, int position) {

  /** A shape without axes of length 1 in front, the last one excepted. */
  public static int[] trimmed(int[] shape) {
    int from = 0;
    while (from < shape.length - 1 && shape[from] == 1) {
      from++;
    }
    return Arrays.copyOfRange(shape, from, shape.length);
  }

  /** The same with another absolute tolerance. */
  public Given within(double absolute) {
    Tolerance other = new Tolerance(absolute, tolerance.relative());
    return new Given(stage, shape, numbers, other, position);
  }

  /** Whether a view has the stage in the same shape. */
  public boolean hasShapeOf(View view) {
    return Arrays.equals(shape, trimmed(view.shape(stage)));
  }

  /** Whether a row agrees with that of a view. */
  public boolean fits(View view, int row) {
    double[] ours = view.row(stage, row);
    int from = row * ours.length;
    for (int i = 0; i < ours.length; i++) {
      if (!tolerance.agree(numbers[from + i], ours[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether all numbers agree with those of a view. */
  public boolean fits(View view) {
    int rows = view.rows(stage);
    for (int row = 0; row < rows; row++) {
      if (!fits(view, row)) {
        return false;
      }
    }
    return true;
  }
}
