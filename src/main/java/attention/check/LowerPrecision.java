package attention.check;

import attention.check.Explanation.Cause;
import attention.definition.Arithmetic;
import attention.definition.NaturalView;
import attention.definition.View;
import attention.mistake.Given;
import attention.trace.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the numbers of a client agree as far as an arithmetic of lower precision goes. */
final class LowerPrecision {

  static final List<Arithmetic> ALL =
      List.of(Arithmetic.TF32, Arithmetic.FLOAT16, Arithmetic.BFLOAT16);

  private static final double SAME = 1e-6;
  private static final int SLACK = 4;

  /**
   * How many times farther from ours another arithmetic may be elsewhere than in the row where the
   * client is farthest. Only answers that leave ours by more than that are dismissed by one row.
   */
  private static final int SPREAD = 16;

  private final List<StageComparison> comparisons;
  private final NaturalView right;
  private final Other other;

  /**
   * @param comparisons of all stages of the client with ours
   * @param other computes the stages in another arithmetic
   */
  LowerPrecision(List<StageComparison> comparisons, NaturalView right, Other other) {
    this.comparisons = comparisons;
    this.right = right;
    this.other = other;
  }

  /** The code of the cause that an arithmetic is. */
  static String code(Arithmetic lower) {
    return lower + "-arithmetic";
  }

  /**
   * What explains numbers that agree in an arithmetic. Where they show no sign of it, a mistake
   * that changes little is as likely.
   */
  Explanation explanation(Arithmetic lower) {
    String detail =
        "Your numbers agree as far as %s arithmetic goes, not in float32: %s."
            .formatted(
                lower,
                lower == Arithmetic.TF32
                    ? "switch TF32 off, or allow for it in the tolerance"
                    : "ask with dtype " + lower + ", or compute in float32");
    return new Explanation(List.of(new Cause(code(lower), detail + unless(lower))), true);
  }

  private String unless(Arithmetic lower) {
    if (lower == Arithmetic.TF32) {
      return " If you do not compute on a GPU, look for a mistake that changes little, as in an"
          + " epsilon or a scale.";
    }
    return areOf(lower)
        ? ""
        : " They are not %s numbers themselves: if nothing in your computation is, look for a mistake that changes little, as in an epsilon or a scale."
            .formatted(lower);
  }

  /** Computes the stages in another arithmetic. */
  @FunctionalInterface
  interface Other {
    NaturalView in(Arithmetic arithmetic);
  }

  /** Whether the numbers are about as far from ours as float32 is from float64. */
  boolean isRounding() {
    boolean narrow = right.computation().arithmetic() == Arithmetic.FLOAT32;
    Arithmetic wide = narrow ? Arithmetic.FLOAT64 : Arithmetic.FLOAT32;
    return isComparable() && agrees(other.in(wide), Arithmetic.FLOAT32);
  }

  private boolean isComparable() {
    return comparisons.stream()
        .noneMatch(it -> !it.hasSameShape() || Double.isInfinite(it.excess()));
  }

  /** The arithmetic in which the numbers agree, the first of those that explain them. */
  @Nullable Arithmetic find() {
    if (!isComparable()) {
      return null;
    }
    for (Arithmetic arithmetic : order()) {
      if (agrees(other.in(arithmetic), arithmetic)) {
        return arithmetic;
      }
    }
    return null;
  }

  private List<Arithmetic> order() {
    if (areOf(Arithmetic.BFLOAT16)) {
      return areOf(Arithmetic.FLOAT16)
          ? List.of(Arithmetic.BFLOAT16, Arithmetic.FLOAT16, Arithmetic.TF32)
          : List.of(Arithmetic.BFLOAT16, Arithmetic.TF32, Arithmetic.FLOAT16);
    }
    return areOf(Arithmetic.FLOAT16)
        ? List.of(Arithmetic.FLOAT16, Arithmetic.TF32, Arithmetic.BFLOAT16)
        : ALL;
  }

  private boolean areOf(Arithmetic arithmetic) {
    for (StageComparison comparison : comparisons) {
      for (double x : comparison.given().numbers()) {
        if (Double.isFinite(x) && Math.abs(arithmetic.round(x) - x) > SAME * Math.abs(x)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean agrees(View z, Arithmetic arithmetic) {
    return comparisons.stream().allMatch(it -> canAgree(it, z, arithmetic))
        && comparisons.stream().allMatch(it -> agrees(it.given(), z, arithmetic));
  }

  /** What the row says in which the client is farthest from ours. */
  private boolean canAgree(StageComparison comparison, View z, Arithmetic arithmetic) {
    int row = comparison.worstRow();
    double distance = distance(comparison.given().stage(), z, arithmetic, row, row + 1);
    return comparison.excess() <= SPREAD * SLACK * distance;
  }

  private boolean agrees(Given stage, View z, Arithmetic arithmetic) {
    int rows = right.rows(stage.stage());
    double slack = SLACK * distance(stage.stage(), z, arithmetic, 0, rows);
    return stage.within(stage.tolerance().absolute() + slack).fits(right);
  }

  /** How far the other arithmetic is from ours in some rows of a stage: at least one rounding. */
  private double distance(Member stage, View z, Arithmetic arithmetic, int from, int to) {
    double distance = 0;
    double largest = 0;
    for (int row = from; row < to; row++) {
      double[] ours = right.row(stage, row);
      double[] theirs = z.row(stage, row);
      for (int i = 0; i < ours.length; i++) {
        if (Double.isFinite(ours[i])) {
          largest = Math.max(largest, Math.abs(ours[i]));
          double difference = Math.abs(theirs[i] - ours[i]);
          distance = Double.isFinite(difference) ? Math.max(distance, difference) : distance;
        }
      }
    }
    return Math.max(distance, arithmetic.unit() * largest);
  }
}
