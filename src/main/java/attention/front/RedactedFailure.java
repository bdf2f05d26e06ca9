package attention.front;

import org.jspecify.annotations.Nullable;

/**
 * A failure for the log: where it happened and of which kind, without its messages, which may quote
 * a client.
 */
final class RedactedFailure extends Throwable {

  private static final long serialVersionUID = 1L;
  private static final int CAUSES = 8;

  private RedactedFailure(Throwable failure, @Nullable Throwable cause) {
    super(failure.getClass().getName(), cause, false, true);
    setStackTrace(failure.getStackTrace());
  }

  static RedactedFailure of(Throwable failure) {
    return of(failure, CAUSES);
  }

  private static RedactedFailure of(Throwable failure, int causes) {
    Throwable cause = failure.getCause();
    return new RedactedFailure(
        failure, cause == null || causes == 0 ? null : of(cause, causes - 1));
  }
}
