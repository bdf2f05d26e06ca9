package attention.request;

import attention.problem.Pointer;
import attention.trace.Member;

/**
 * One stage of a computation that a client made, as it was read.
 *
 * @param shape the length of each axis, the outermost first
 * @param numbers row by row; NaN for {@code null}, and for what is not finite in a NumPy file
 * @param printed whether the numbers were written as decimals, which may be few
 */
public record PostedStage(
    Member stage, Pointer at, int[] shape, double[] numbers, boolean printed) {

  /** The most axes that a stage can be posted with. */
  public static final int MOST_AXES = 4;
}
