package attention.problem;

import java.util.List;

/** A request is refused. */
public final class ProblemException extends RuntimeException {

  private final Problem problem;

  /** A refusal without a stack trace: it is the client's request that is wrong. */
  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The refusal of a request as a whole. */
  public ProblemException(ProblemType type, String detail) {
    this(new Problem(type, detail));
  }

  /**
   * The refusal of a request for what is wrong at these places.
   *
   * @param faults at least one
   */
  public ProblemException(List<Fault> faults) {
    this(Problem.of(faults, faults.size()));
  }

  /** Why the request is refused. */
  public Problem problem() {
    return problem;
  }
}
