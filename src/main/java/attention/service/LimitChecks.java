package attention.service;

import attention.matrix.Dtype;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.Limits;
import attention.request.RandomParameters;
import attention.trace.Footprint;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Holds the numbers of a request to their ranges, and what it takes to answer it to the limits of
 * the service.
 */
final class LimitChecks {

  private static final Pointer INCLUDE = Pointer.ROOT.child("include");

  /** About the bytes of a number of float64 in JSON, with its comma. */
  private static final long LONG_NUMBER = 20;

  /** The same of the other dtypes. */
  private static final long SHORT_NUMBER = 12;

  /** About the bytes of a warning in JSON. */
  private static final long WARNING = 256;

  private final Limits limits;
  private final Faults faults;
  private final Set<Pointer> tooMany = new HashSet<>();
  private long derived;
  private double charged;

  /**
   * @param faults takes what is out of range
   */
  LimitChecks(Limits limits, Faults faults) {
    this.limits = limits;
    this.faults = faults;
  }

  /** Checks the sizes of a matrix whose rows are vectors. */
  void vectors(InputMatrix input) {
    size(input, limits.dimension(), "attention.limits.dimension");
  }

  /** Checks the sizes of a matrix whose columns are keys. */
  void overKeys(InputMatrix input) {
    size(input, limits.keys(), "attention.limits.keys");
  }

  private void size(InputMatrix input, int mostColumns, String limit) {
    Pointer at = input.at();
    atMost(limits.keys(), input.rows(), at, "rows", () -> RowsInParts.cure(at));
    atMost(
        mostColumns,
        input.columns(),
        at,
        "columns",
        () -> "Send shorter rows, or raise %s.".formatted(limit));
  }

  private void atMost(long most, long found, Pointer at, String what, Supplier<String> cure) {
    if (found > most) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          at,
          "Expected at most %d %s, found %d. %s",
          most,
          what,
          found,
          cure.get());
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
    within(0, seed, RandomParameters.LARGEST_SEED, at);
  }

  /** Checks the most steps that are generated. */
  void steps(int steps, Pointer at) {
    within(1, steps, limits.keys(), at);
  }

  /** The width of something that is drawn; unknown if it is out of range. */
  Size width(int width, Pointer at) {
    return within(1, width, limits.dimension(), at) ? Size.of(width) : Size.UNKNOWN;
  }

  /**
   * Counts numbers that the plan holds beside those of the request: rows × columns. That they are
   * too many is told once for each place.
   */
  void derive(Size rows, Size columns, Pointer at) {
    if (rows.isKnownWith(columns)) {
      derived += (long) rows.value() * columns.value();
      if (derived > limits.numbers() && !tooMany.add(at)) {
        return;
      }
      atMost(
          limits.numbers(),
          derived,
          at,
          "numbers drawn and projected for a request",
          () -> "Ask for a smaller dimension, or raise attention.limits.numbers.");
    }
  }

  /** What is drawn and projected: how many numbers. */
  long derived() {
    return derived;
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

  /** Checks the length of the rows of an answer, as if they were written as JSON. */
  void answer(Footprint answer, Dtype dtype) {
    long number = dtype == Dtype.FLOAT64 ? LONG_NUMBER : SHORT_NUMBER;
    long row = answer.rowNumbers() * number + answer.rowWarnings() * WARNING;
    double bytes = (double) row * answer.rowCount();
    if (bytes > limits.answerBytes()) {
      long fitting = limits.answerBytes() / row;
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          INCLUDE,
          "Expected an answer of at most %d bytes (attention.limits.answer-bytes), found one of about %.0f as JSON. Name fewer members in include%s.",
          limits.answerBytes(),
          bytes,
          fitting > 0
              ? ", or ask for at most %d of the %d rows at a time"
                  .formatted(fitting, answer.rowCount())
              : "");
    }
  }

  /**
   * Checks what an answer costs to compute.
   *
   * @param answered the number of rows
   * @param cost asked for only if there is no fault, so that every size is known
   * @param at the member that makes it so much
   */
  void work(Size answered, Supplier<Work> cost, Pointer at) {
    if (!faults.isEmpty()) {
      return;
    }
    Work work = cost.get();
    charged = work.of(answered.value());
    if (charged > limits.work()) {
      long fitting = work.rowsWithin(limits.work());
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          at,
          "Expected work of at most %d multiply-adds (attention.limits.work), found about %.0f. %s",
          limits.work(),
          charged,
          fitting > 0
              ? "At most %d of the %s rows fit: ask for them in parts.".formatted(fitting, answered)
              : "Not even one row fits: ask for narrower layers or fewer keys.");
    }
  }

  /** What the answer costs to compute, in multiply-adds, once it was checked. */
  double charged() {
    return charged;
  }
}
