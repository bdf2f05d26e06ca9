package attention.check;

import attention.mistake.Tolerance;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is reported of one stage.
 *
 * @param shape ours
 * @param actualShape the client's; absent where it is the same
 * @param largest the largest difference of finite numbers; absent if there are none, or if it is
 *     beyond float64
 * @param difference the first one; absent if there is none
 */
record StageReport(
    Member stage,
    boolean agrees,
    int[] shape,
    long cells,
    int @Nullable [] actualShape,
    long differing,
    @Nullable Double largest,
    @Nullable Difference difference,
    Tolerance tolerance) {

  /**
   * The first cell that differs.
   *
   * @param at its index on each axis
   */
  record Difference(int[] at, double expected, double actual) {}

  /** Its members as JSON; an empty {@link Optional} is a null that is written. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", stage.toString());
    members.put("agrees", agrees);
    members.put("shape", list(shape));
    members.put("cells", cells);
    if (actualShape != null) {
      members.put("actualShape", list(actualShape));
    } else {
      members.put("differing", differing);
      if (largest != null && Double.isFinite(largest)) {
        members.put("largestDifference", largest);
      }
    }
    if (difference != null) {
      members.put("at", at(difference.at));
      members.put("expected", finite(difference.expected));
      members.put("actual", finite(difference.actual));
    }
    Map<String, Double> within = new LinkedHashMap<>();
    within.put("absolute", tolerance.absolute());
    within.put("relative", tolerance.relative());
    members.put("tolerance", within);
    return members;
  }

  private static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static Optional<Double> finite(double number) {
    return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
  }

  /**
   * The axes that the stage has: the last one is the column, unless the stage is a number a row.
   */
  private Map<String, Integer> at(int[] index) {
    List<String> names = new ArrayList<>(Report.AXES);
    if (stage.isScalar()) {
      names.removeLast();
    }
    Map<String, Integer> at = new LinkedHashMap<>();
    int from = names.size() - index.length;
    for (int axis = 0; axis < index.length; axis++) {
      at.put(names.get(from + axis), index[axis]);
    }
    return at;
  }
}
