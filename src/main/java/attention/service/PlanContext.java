package attention.service;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.Limits;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Parameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of one plan share: the arithmetic of the request's dtype, the limits, and the
 * faults found so far. Every check adds its faults here, and all of them are refused together.
 */
final class PlanContext<M extends Matrix<M>> {

  /** The most drawn numbers that a response has where they are not named. */
  private static final long MOST_UNASKED = 100_000;

  private final Kernel<M> kernel;
  private final LimitChecks limits;
  private final Faults faults;
  private final Set<Member> wanted;
  private final boolean named;

  /**
   * @param kernel the arithmetic of the request's dtype
   * @param faults takes what does not fit
   * @param wanted the members of the response to compute
   * @param named whether they were named, or are the default ones
   */
  PlanContext(Kernel<M> kernel, Limits limits, Faults faults, Set<Member> wanted, boolean named) {
    this.kernel = kernel;
    this.limits = new LimitChecks(limits, faults);
    this.faults = faults;
    this.wanted = wanted;
    this.named = named;
  }

  /** What was drawn, if the response has it: so much of it is there only where it is named. */
  @Nullable Parameters returned(@Nullable Parameters drawn) {
    return drawn != null && (named || drawn.numbers() <= MOST_UNASKED) ? drawn : null;
  }

  /** The members of the response to compute. */
  Set<Member> wanted() {
    return wanted;
  }

  /** Those of them that responses of this mechanism can have. */
  Set<Member> wanted(Mechanism mechanism) {
    Set<Member> members = EnumSet.copyOf(mechanism.members());
    members.retainAll(wanted);
    return members;
  }

  Kernel<M> kernel() {
    return kernel;
  }

  Dtype dtype() {
    return kernel.dtype();
  }

  Faults faults() {
    return faults;
  }

  /** The checks against ranges and limits. */
  LimitChecks limits() {
    return limits;
  }

  /** The matrix in the dtype. */
  CheckedMatrix<M> matrix(InputMatrix input) {
    limits.vectors(input);
    return rounded(input, false);
  }

  /** The matrix in the dtype, whose columns are keys and in which {@code null} means −∞. */
  CheckedMatrix<M> overKeys(InputMatrix input) {
    limits.overKeys(input);
    return rounded(input, true);
  }

  private CheckedMatrix<M> rounded(InputMatrix input, boolean nullMeansMasked) {
    return new CheckedMatrix<>(
        input.at(),
        input.rows() == 0 ? Size.UNKNOWN : new Size(input.rows()),
        input.sound() ? Size.of(input.columns()) : Size.UNKNOWN,
        input.sound() ? Rounding.round(input, kernel, faults, nullMeansMasked) : null);
  }

  /** The vector as 1 × n; nothing where there is none. */
  @Nullable CheckedMatrix<M> vector(@Nullable InputVector vector) {
    return vector == null ? null : matrix(vector.row());
  }

  /** Checks the length of a vector that is not rounded to the dtype; nothing if it is absent. */
  void exactLength(@Nullable InputVector vector, Size expected, String meaning) {
    if (vector != null && vector.row().sound()) {
      fit(
          Size.of(vector.length()).fits(expected),
          vector.row().at(),
          "Expected %s numbers, %s, found %d.",
          expected,
          meaning,
          vector.length());
    }
  }

  /** Adds that a number must stay finite in the dtype, unless it does. */
  void withinDtype(double number, Pointer at) {
    if (Double.isInfinite(dtype().round(number))) {
      faults.add(
          FaultCode.OUTSIDE_DTYPE,
          at,
          "Expected a number within %s (at most %s), found %s.",
          dtype(),
          dtype().text(dtype().largest()),
          number);
    }
  }

  /** Adds a misfit unless the condition holds. */
  void fit(boolean condition, Pointer at, String detail, Object... arguments) {
    if (!condition) {
      faults.add(FaultCode.SHAPE_MISMATCH, at, detail, arguments);
    }
  }

  /** Adds a misfit if a vector has another length than expected, and both are known. */
  void length(@Nullable CheckedMatrix<M> vector, Size expected, String meaning) {
    if (vector != null) {
      fit(
          vector.columns().fits(expected),
          vector.at(),
          "Expected %s numbers, %s, found %s.",
          expected,
          meaning,
          vector.columns());
    }
  }

  /** Adds that a member must be absent because of another one; nothing if it is absent. */
  void exclude(@Nullable Object member, Pointer at, String other) {
    if (member != null) {
      faults.add(
          FaultCode.EXCLUSIVE_MEMBER,
          at,
          "Expected no \"%s\" beside %s, found both. Leave one of them out.",
          at.name(),
          other);
    }
  }

  /** Adds that a member must be present because of another one; nothing if it is present. */
  void require(@Nullable Object member, Pointer at, String other) {
    if (member == null) {
      faults.add(
          FaultCode.DEPENDENT_MEMBER,
          at,
          "Expected \"%s\", which %s calls for, found none. Add it.",
          at.name(),
          other);
    }
  }

  /** Checks that there are as many tokens as vectors to label. */
  void tokens(@Nullable List<String> tokens, Pointer at, CheckedMatrix<M> labelled) {
    if (tokens != null) {
      fit(
          labelled.rows().fits(Size.of(tokens.size())),
          at,
          "Expected %s tokens, one for each row of %s, found %d.",
          labelled.rows(),
          labelled.at(),
          tokens.size());
    }
  }

  /** Checks the queries to answer; {@code q} of them are there. */
  void queryIndices(int @Nullable [] indices, Size q) {
    Pointer at = Pointer.ROOT.child("queryIndices");
    if (indices != null && indices.length == 0) {
      faults.add(
          FaultCode.EMPTY_LIST,
          at,
          "Expected at least one index, found none. Leave the member out to have every query answered.");
    }
    for (int i = 0; indices != null && q.isKnown() && i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= q.value()) {
        faults.add(
            FaultCode.INDEX_OUT_OF_RANGE,
            at.child(i),
            "Expected an index from 0 to %d, found %d.",
            q.value() - 1,
            indices[i]);
      }
    }
  }
}
