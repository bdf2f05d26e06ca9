package attention.front;

import java.time.Duration;

/**
 * Waits before the port for requests closes. Readiness is refused before any lifecycle stops, so
 * that {@code /readyz} reports the end while requests are still answered.
 */
final class ShutdownNotice extends StopStep {

  private final Duration notice;

  /** Not whether it has stopped running: requests arrive before it has started. */
  private volatile boolean given;

  ShutdownNotice(Duration notice) {
    this.notice = notice;
  }

  /** Before the port for requests is closed, and everything else. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  /** Whether the port is about to close. */
  boolean isGiven() {
    return given;
  }

  @Override
  void await() throws InterruptedException {
    given = true;
    Thread.sleep(notice);
  }
}
