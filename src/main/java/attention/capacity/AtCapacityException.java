package attention.capacity;

import java.time.Duration;

/** The service has no room for a request now; nothing of it was computed. */
public final class AtCapacityException extends RuntimeException {

  private final Duration retryAfter;

  AtCapacityException(Duration retryAfter) {
    super("No room for another request");
    this.retryAfter = retryAfter;
  }

  /** When it is worth trying again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
