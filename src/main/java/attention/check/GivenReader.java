package attention.check;

import attention.matrix.Dtype;
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
              Tolerance.of(dtype, tolerance, stage),
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

  private static void atLeastZero(@Nullable Double number, String name, Faults faults) {
    if (number != null && !(number >= 0)) {
      faults.add(
          FaultCode.VALUE_OUT_OF_RANGE,
          TOLERANCE.child(name),
          "Expected a number of at least 0, found %s.",
          number);
    }
  }
}
