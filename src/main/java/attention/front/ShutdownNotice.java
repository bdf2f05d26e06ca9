package attention.front;

import java.time.Duration;

/**
 * Waits before the port for requests closes. Readiness is refused before any lifecycle stops, so
 * that {@code /readyz} reports the end while requests are still answered. Each connection ends with
 * its next response meanwhile (RFC 9112, 9.6), so that the clients of a balancer that knows only
 * connections go to another replica before requests are refused here.
 */
final class ShutdownNotice extends StopStep {

  private final Duration notice;

  ShutdownNotice(Duration notice) {
    this.notice = notice;
  }

  /** Before the port for requests is closed, and everything else. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  @Override
  void await(CleanHttpProtocol port) throws InterruptedException {
    int usual = port.getMaxKeepAliveRequests();
    // Not by a header of the response, with which Tomcat sends no chunks.
    port.setMaxKeepAliveRequests(1);
    try {
      Thread.sleep(notice);
    } finally {
      port.setMaxKeepAliveRequests(usual);
    }
  }
}
