package attention.service;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.mechanism.Member;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.request.AnswerOptions;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.Limits;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A plan in the making: turns the members of a request into the parts of a plan, and tells whatever
 * does not fit. What is told is refused by {@link #settle}, all together; until then a part with a
 * fault may be anything.
 */
final class Draft<M extends Matrix<M>> {

  private static final long LARGEST_SEED = 0xFFFF_FFFFL;

  private final Kernel<M> kernel;
  private final Limits limits;
  private final Faults faults;
  private final LongConsumer memory;
  private long derived;

  /**
   * @param kernel the arithmetic of the request's dtype
   */
  Draft(Kernel<M> kernel, Limits limits, Faults faults, LongConsumer memory) {
    this.kernel = kernel;
    this.limits = limits;
    this.faults = faults;
    this.memory = memory;
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

  /** The matrix that was read, in the dtype; of no use if a fault was told. */
  M matrix(InputMatrix grid) {
    return matrix(grid, limits.dimension());
  }

  /** The same for a matrix whose columns are keys. */
  M overKeys(InputMatrix grid) {
    return matrix(grid, limits.keys());
  }

  private M matrix(InputMatrix grid, int mostColumns) {
    atMost(limits.keys(), grid.rows(), grid.at(), "rows");
    atMost(mostColumns, grid.columns(), grid.at(), "columns");
    return grid.sound() ? Rounding.round(grid, kernel, faults) : kernel.zeros(0, 0);
  }

  /** The vector that was read as 1 × n; nothing where there is none. */
  @Nullable M vector(@Nullable InputVector vector) {
    return vector == null ? null : matrix(vector.row());
  }

  private void atMost(long most, long found, Pointer at, String what) {
    if (found > most) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED, at, "Expected at most %d %s, found %d.", most, what, found);
    }
  }

  /** Tells a misfit unless the condition holds. */
  void fit(boolean condition, Pointer at, String detail, Object... arguments) {
    if (!condition) {
      faults.add(FaultCode.SHAPE_MISMATCH, at, detail, arguments);
    }
  }

  /** Tells that a member must not be there, because of another that is; nothing if it is absent. */
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

  /** Tells that a member must be there, because of another that is; nothing if it is. */
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

  /** Checks that an integer lies within a range. */
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

  /** Checks the width of something that is drawn. */
  boolean width(int width, Pointer at) {
    return within(1, width, limits.dimension(), at);
  }

  /** Takes note that the plan will hold rows × columns more numbers than the request sent. */
  void derive(long rows, long columns, Pointer at) {
    derived += rows * columns;
    atMost(limits.numbers(), derived, at, "numbers drawn and projected for a request");
  }

  /** Checks that there are as many tokens as vectors to label. */
  void tokens(@Nullable List<String> tokens, Pointer at, InputMatrix labelled) {
    if (tokens != null && labelled.rows() >= 0) {
      fit(
          tokens.size() == labelled.rows(),
          at,
          "Expected %d tokens, one for each row of %s, found %d.",
          labelled.rows(),
          labelled.at(),
          tokens.size());
    }
  }

  /** Checks the queries to answer; {@code q} of them are there. */
  void queryIndices(int @Nullable [] indices, int q) {
    Pointer at = Pointer.ROOT.child("queryIndices");
    if (indices != null && indices.length == 0) {
      faults.add(
          FaultCode.EMPTY_LIST,
          at,
          "Expected at least one index, found none. Leave the member out to have every query answered.");
    }
    for (int i = 0; indices != null && q >= 0 && i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= q) {
        faults.add(
            FaultCode.INDEX_OUT_OF_RANGE,
            at.child(i),
            "Expected an index from 0 to %d, found %d.",
            q - 1,
            indices[i]);
      }
    }
  }

  /**
   * Checks that an answer of {@code answered} rows over {@code keys} keys in so many heads is not
   * too large.
   */
  void cells(long answered, long keys, long heads, Pointer at) {
    if (answered * keys * heads > limits.cells()) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          at,
          "Expected at most %d cells (queries × keys × heads), found %d × %d × %d. Ask for at most %d queries at a time, by queryIndices.",
          limits.cells(),
          answered,
          keys,
          heads,
          Math.max(1, limits.cells() / (keys * heads)));
    }
  }

  /**
   * Refuses the request if anything is wrong with it; else makes sure of the memory for what is
   * drawn and projected.
   */
  void settle() {
    faults.throwIfAny();
    cover(0);
  }

  /**
   * Makes sure of the memory for this many bytes beside the inputs and what is drawn and projected.
   */
  void cover(long working) {
    memory.accept(derived * Double.BYTES + working);
  }

  /** The members wanted: those asked for, else all but the contributions. */
  static Set<Member> wanted(AnswerOptions options) {
    List<Member> include = options.include();
    if (include == null) {
      return EnumSet.complementOf(EnumSet.of(Member.CONTRIBUTIONS));
    }
    Set<Member> wanted = EnumSet.noneOf(Member.class);
    wanted.addAll(include);
    return wanted;
  }
}
