package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.request.PostedStage;
import attention.trace.Member;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads one posted stage: an array of numbers and {@code null}, of one to four axes. */
final class StageReader {

  private static final int FIRST = 16;

  /** A stage without its numbers. */
  static final long BYTES_PER_STAGE = 256;

  private final ReadContext in;
  private final Pointer at;
  private final int[] shape = new int[PostedStage.MOST_AXES];
  private final int[] index = new int[PostedStage.MOST_AXES];
  private double[] numbers = new double[FIRST];
  private int filled;
  private int axes;
  private boolean sound = true;

  private StageReader(ReadContext in, Pointer at) {
    this.in = in;
    this.at = at;
    Arrays.fill(shape, -1);
    in.hold(BYTES_PER_STAGE);
  }

  /**
   * Reads a stage from the current token on.
   *
   * @return {@code null} where a fault leaves none
   */
  static @Nullable PostedStage read(ReadContext in, Pointer at, Member stage) {
    return new StageReader(in, at).read(stage);
  }

  /** Adds the fault that there are no numbers. */
  static void isEmpty(Faults faults, Pointer at) {
    faults.add(
        FaultCode.EMPTY_MATRIX,
        at,
        "Expected at least one number in each array, found none. Post the numbers, or leave the"
            + " stage out.");
  }

  /** Adds the fault that there are more axes than a stage can have. */
  static void isTooDeep(Faults faults, Pointer at) {
    faults.add(
        FaultCode.SHAPE_MISMATCH,
        at,
        "Expected at most %d axes, found more. Post the stages of one sequence.",
        PostedStage.MOST_AXES);
  }

  private @Nullable PostedStage read(Member stage) {
    if (in.json().currentToken() != JsonToken.START_ARRAY) {
      in.wrongType(at, "an array of numbers");
      return null;
    }
    array(0);
    return sound
        ? new PostedStage(
            stage, at, Arrays.copyOf(shape, axes), Arrays.copyOf(numbers, filled), true)
        : null;
  }

  private void array(int axis) {
    if (axis == PostedStage.MOST_AXES) {
      if (sound) {
        sound = false;
        isTooDeep(in.faults(), at);
      }
      in.json().skipChildren();
      return;
    }
    int count = axes == 0 || axis == axes - 1 ? plainNumbers() : 0;
    if (count > 0) {
      deepest(axis + 1, axis);
    }
    while (in.json().nextToken() != JsonToken.END_ARRAY) {
      index[axis] = count++;
      element(axis);
    }
    close(axis, count);
  }

  private void element(int axis) {
    switch (in.json().currentToken()) {
      case START_ARRAY -> array(axis + 1);
      case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> number(axis, in.finite(() -> place(axis + 1)));
      case VALUE_NULL -> number(axis, Double.NaN);
      default -> {
        in.wrongType(place(axis + 1), "a number, or null for what is not finite");
        sound = false;
      }
    }
  }

  /** Takes the numbers with which an array begins, as far as they are plain. */
  private int plainNumbers() {
    in.scanner().begin(in.json());
    int count = 0;
    boolean more = true;
    while (more) {
      makeRoom();
      int taken = in.scanner().take(numbers, filled) - filled;
      more = taken > 0;
      count += taken;
      filled += taken;
      count(taken);
    }
    return count;
  }

  private void number(int axis, double value) {
    deepest(axis + 1, axis + 1);
    makeRoom();
    numbers[filled++] = value;
    count(1);
  }

  /** Counts the last numbers, and keeps none once there is a fault. */
  private void count(int more) {
    if (!in.countNumbers(more, at)) {
      sound = false;
    }
    if (!sound) {
      filled = 0;
    }
  }

  private void makeRoom() {
    if (filled == numbers.length) {
      in.hold(2L * Double.BYTES * filled);
      numbers = Arrays.copyOf(numbers, 2 * filled);
    }
  }

  private void close(int axis, int count) {
    boolean ofNumbers = axes == 0 || axis == axes - 1;
    if (count == 0 && sound) {
      sound = false;
      isEmpty(in.faults(), place(axis));
    } else if (count > 0 && ofNumbers) {
      deepest(axis + 1, axis);
    }
    if (shape[axis] < 0) {
      shape[axis] = count;
    } else if (shape[axis] != count && sound) {
      sound = false;
      in.faults()
          .add(
              FaultCode.RAGGED_ROW,
              place(axis),
              "Expected %d elements, as in the arrays before it, found %d. Make all of them equally"
                  + " long.",
              shape[axis],
              count);
    }
  }

  /**
   * Notes the number of axes, which is the same for all numbers.
   *
   * @param depth of the place where they were found
   */
  private void deepest(int found, int depth) {
    if (axes == 0) {
      axes = found;
    } else if (axes != found && sound) {
      sound = false;
      in.faults()
          .add(
              FaultCode.RAGGED_ROW,
              place(Math.min(depth, axes)),
              "Expected numbers on %d axes, found some on %d. Nest all of them equally deep.",
              axes,
              found);
    }
  }

  private Pointer place(int depth) {
    Pointer place = at;
    for (int axis = 0; axis < depth; axis++) {
      place = place.child(index[axis]);
    }
    return place;
  }
}
