package attention.capacity;

import java.time.Duration;

/** A request was stopped because its compute time is used up. */
public final class ComputeTimeExceededException extends RuntimeException {

  private final Duration most;

  ComputeTimeExceededException(Duration most) {
    super("The request took more than " + most.toMillis() + " ms of compute time");
    this.most = most;
  }

  /** The compute time that a request may consume. */
  public Duration most() {
    return most;
  }
}
