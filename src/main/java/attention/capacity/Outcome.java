package attention.capacity;

import java.util.Locale;

/** How a request ended. */
public enum Outcome {
  /** It got its whole answer. */
  ANSWERED,
  /** Something was wrong with it. */
  REFUSED,
  /** There was no room for it. */
  SHED,
  /** Its client went away. */
  GONE,
  /** Its client stopped reading and was cut off. */
  STALLED,
  /** The service failed. */
  FAILED;

  /** Whether it was the client that gave up its answer. */
  boolean isAbandoned() {
    return this == GONE || this == STALLED;
  }

  /** The word that stands for it in the metrics. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
