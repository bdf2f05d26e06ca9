package attention.service;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.request.AnswerOptions;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.Limits;
import attention.trace.Member;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of one plan share: the arithmetic of the request's dtype, the limits, and the
 * faults found so far. Every check adds its faults here, and all of them are refused together.
 */
final class PlanContext<M extends Matrix<M>> {

  private static final long LARGEST_SEED = 0xFFFF_FFFFL;

  private final Kernel<M> kernel;
  private final Limits limits;
  private final Faults faults;
  private long derived;

  /**
   * @param kernel the arithmetic of the request's dtype
   * @param faults takes what does not fit
   */
  PlanContext(Kernel<M> kernel, Limits limits, Faults faults) {
    this.kernel = kernel;
    this.limits = limits;
    this.faults = faults;
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

  /** The matrix in the dtype. */
  CheckedMatrix<M> matrix(InputMatrix input) {
    return matrix(input, limits.dimension(), "attention.limits.dimension", false);
  }

  /** The matrix in the dtype, whose columns are keys and in which {@code null} means −∞. */
  CheckedMatrix<M> overKeys(InputMatrix input) {
    return matrix(input, limits.keys(), "attention.limits.keys", true);
  }

  private CheckedMatrix<M> matrix(
      InputMatrix input, int mostColumns, String limit, boolean nullMeansMasked) {
    atMost(limits.keys(), input.rows(), input.at(), "rows", RowsInParts.cure(input.at()));
    atMost(
        mostColumns,
        input.columns(),
        input.at(),
        "columns",
        "Send shorter rows, or raise %s.".formatted(limit));
    return new CheckedMatrix<>(
        input.at(),
        new Size(input.rows()),
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

  /** The numbers of a vector as they were sent; nothing if it is absent. */
  static double @Nullable [] exact(@Nullable InputVector vector) {
    return vector == null ? null : Rounding.exact(vector.row());
  }

  private void atMost(long most, long found, Pointer at, String what, String cure) {
    if (found > most) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          at,
          "Expected at most %d %s, found %d. %s",
          most,
          what,
          found,
          cure);
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

  /** Checks that an integer is within a range. */
  boolean within(long least, long value, long most, Pointer at) {
    if (value < least || value > most) {
      faults.add(
          FaultCode.VALUE_OUT_OF_RANGE,
          at,
          "Expected an integer from %d to %d, found %d.",
          least,
          most,
          value);
    }
    return value >= least && value <= most;
  }

  /** Checks a seed. */
  void seed(long seed, Pointer at) {
    within(0, seed, LARGEST_SEED, at);
  }

  /** Checks the most steps that are generated. */
  void steps(int steps, Pointer at) {
    within(1, steps, limits.keys(), at);
  }

  /** The width of something that is drawn; unknown if it is out of range. */
  Size width(int width, Pointer at) {
    return within(1, width, limits.dimension(), at) ? Size.of(width) : Size.UNKNOWN;
  }

  /** Counts numbers that the plan holds beside those of the request: rows × columns. */
  void derive(Size rows, Size columns, Pointer at) {
    if (rows.isKnownWith(columns)) {
      derived += (long) rows.value() * columns.value();
      atMost(
          limits.numbers(),
          derived,
          at,
          "numbers drawn and projected for a request",
          "Ask for a smaller dimension, or raise attention.limits.numbers.");
    }
  }

  /** The bytes of what is drawn and projected. */
  long derivedBytes() {
    return derived * Double.BYTES;
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

  /** Checks the size of an answer: rows answered × keys × heads. */
  void cells(Size answered, Size keys, long heads, Pointer at) {
    if (!answered.isKnownWith(keys)) {
      return;
    }
    if ((long) answered.value() * keys.value() * heads > limits.cells()) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          at,
          "Expected at most %d cells (queries × keys × heads), found %s × %s × %d. Ask for at most %d queries at a time, by queryIndices.",
          limits.cells(),
          answered,
          keys,
          heads,
          Math.max(1, limits.cells() / (keys.value() * heads)));
    }
  }

  /**
   * Checks what an answer costs to compute.
   *
   * @param answered the number of rows
   * @param at the member that makes it so much
   */
  void work(Size answered, Supplier<Work> cost, Pointer at) {
    if (faults.isEmpty() && cost.get().of(answered.value()) > limits.work()) {
      Work work = cost.get();
      long fitting = work.rowsWithin(limits.work());
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          at,
          "Expected work of at most %d multiply-adds (attention.limits.work), found about %.0f. %s",
          limits.work(),
          work.of(answered.value()),
          fitting > 0
              ? "At most %d of the %s rows fit: ask for them in parts.".formatted(fitting, answered)
              : "Not even one row fits: ask for narrower layers or fewer keys.");
    }
  }

  /** The members wanted: those asked for, else the default ones. */
  static Set<Member> wanted(AnswerOptions options) {
    List<Member> include = options.include();
    if (include == null) {
      return Member.defaults();
    }
    Set<Member> wanted = EnumSet.noneOf(Member.class);
    wanted.addAll(include);
    return wanted;
  }
}
