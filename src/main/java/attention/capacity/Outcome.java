package attention.capacity;

import java.util.Locale;

/** How a request ended. */
public enum Outcome {
  /** The complete response was sent. */
  ANSWERED,
  /** Something was wrong with the request. */
  REFUSED,
  /** The service was at capacity. */
  SHED,
  /** The client closed the connection. */
  GONE,
  /** The client stopped reading and was disconnected. */
  STALLED,
  /** The service failed. */
  FAILED;

  /** Whether the client gave up the response. */
  boolean isAbandoned() {
    return this == GONE || this == STALLED;
  }

  /** Its label in the metrics. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
