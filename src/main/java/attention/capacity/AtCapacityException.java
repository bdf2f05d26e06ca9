package attention.capacity;

import java.time.Duration;

/** The service is at capacity and rejects a request; nothing of it was computed. */
public final class AtCapacityException extends RuntimeException {

  private final Duration retryAfter;

  AtCapacityException(Duration retryAfter) {
    super("The service is at capacity");
    this.retryAfter = retryAfter;
  }

  /** How long a client should wait before it tries again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
