package attention.check;

import attention.matrix.Dtype;
import attention.mistake.Given;
import attention.mistake.Tolerance;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.request.Posted;
import attention.request.PostedStage;
import attention.request.ToleranceRequest;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a client posted, and refuses what the request does not have. */
record GivenReader(Posted posted, Dtype dtype) {

  private static final Pointer ANSWER = Pointer.ROOT.child("answer");
  private static final Pointer TOLERANCE = Pointer.ROOT.child("tolerance");
  private static final double EXACT = 1e-9;
  private static final int FEW = 3;
  private static final int MOST = 4;

  /**
   * The stages in order.
   *
   * @param stages those of the request
   * @throws attention.problem.ProblemException if one of them is not, or the tolerance is negative
   */
  List<Given> read(List<Member> stages) {
    Faults faults = new Faults();
    List<Given> given = new ArrayList<>();
    ToleranceRequest tolerance = posted.tolerance();
    for (PostedStage stage : posted.answer().stages()) {
      int position = stages.indexOf(stage.stage());
      if (position < 0) {
        faults.add(
            FaultCode.EXCLUSIVE_MEMBER,
            ANSWER.child(stage.stage().toString()),
            "Expected one of the stages that this request has, %s, found %s. Leave it out.",
            String.join(", ", stages.stream().map(Member::toString).toList()),
            stage.stage());
      }
      given.add(
          new Given(
              stage.stage(),
              Given.trimmed(stage.shape()),
              stage.numbers(),
              tolerance(tolerance, stage),
              position));
    }
    if (tolerance != null) {
      atLeastZero(tolerance.absolute(), "absolute", faults);
      atLeastZero(tolerance.relative(), "relative", faults);
    }
    faults.throwIfAny();
    given.sort(Comparator.comparingInt(Given::position));
    return given;
  }

  /** The tolerance of a stage. */
  private Tolerance tolerance(@Nullable ToleranceRequest request, PostedStage stage) {
    Tolerance usual =
        switch (dtype) {
          case FLOAT16 -> new Tolerance(4e-3, 1e-2);
          case BFLOAT16 -> new Tolerance(3e-2, 5e-2);
          case FLOAT32, FLOAT64 -> new Tolerance(1e-5, 1e-4);
        };
    Double absolute = request == null ? null : request.absolute();
    Double relative = request == null ? null : request.relative();
    return new Tolerance(
        absolute == null ? Math.max(usual.absolute(), ofDecimals(stage)) : absolute,
        relative == null ? usual.relative() : relative);
  }

  /** 10⁻ᵏ where the numbers were printed with k = 3 or 4 decimals. */
  private static double ofDecimals(PostedStage stage) {
    if (!stage.printed()) {
      return 0;
    }
    for (int k = 0; k <= MOST; k++) {
      if (areMultiples(stage.numbers(), Math.pow(10, k))) {
        return k >= FEW ? Math.pow(10, -k) : 0;
      }
    }
    return 0;
  }

  /**
   * The stages as if each had been printed with as many decimals as the others: of weights that are
   * all 0 or 1 the digits do not tell how many they were rounded to.
   */
  static List<Given> asPrinted(List<Given> given) {
    double widest = given.stream().mapToDouble(it -> it.tolerance().absolute()).max().orElse(0);
    return given.stream()
        .map(stage -> areMultiples(stage.numbers(), 1 / widest) ? stage.within(widest) : stage)
        .toList();
  }

  /** Whether a factor makes integers of all numbers, as they are or as float32 has them. */
  static boolean areMultiples(double[] numbers, double factor) {
    for (double x : numbers) {
      double scaled = x * factor;
      boolean isFar = Math.abs(scaled - Math.rint(scaled)) > EXACT * Math.max(1, Math.abs(scaled));
      if (isFar && !isRoundedFloat(x, Math.rint(scaled) / factor)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a number is the float32 of the rounded one, with all of its digits. */
  private static boolean isRoundedFloat(double x, double rounded) {
    return (float) x == x && (float) rounded == x;
  }

  private static void atLeastZero(@Nullable Double number, String name, Faults faults) {
    if (number != null && !(number >= 0)) {
      faults.add(
          FaultCode.VALUE_OUT_OF_RANGE,
          TOLERANCE.child(name),
          "Expected a number of at least 0, found %s. Leave it out to have the tolerance of the dtype.",
          number);
    }
  }
}
