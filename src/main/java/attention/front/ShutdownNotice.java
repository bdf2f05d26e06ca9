package attention.front;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits before the port for requests closes. Readiness is refused before any lifecycle stops, so
 * that {@code /readyz} reports the end while requests are still answered. Each connection ends with
 * its next response meanwhile (RFC 9112, 9.6), so that the clients of a balancer that knows only
 * connections go to another replica before requests are refused here.
 */
final class ShutdownNotice extends StopStep {

  private final Duration notice;
  private @Nullable CleanHttpProtocol port;

  ShutdownNotice(Duration notice) {
    this.notice = notice;
  }

  /**
   * @param port whose connections end
   */
  void of(CleanHttpProtocol port) {
    this.port = port;
  }

  /** Before the port for requests is closed, and everything else. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  @Override
  void await() throws InterruptedException {
    CleanHttpProtocol closing = port;
    if (closing == null) {
      return;
    }
    int usual = closing.getMaxKeepAliveRequests();
    // Not by a header of the response, with which Tomcat sends no chunks.
    closing.setMaxKeepAliveRequests(1);
    try {
      Thread.sleep(notice);
    } finally {
      closing.setMaxKeepAliveRequests(usual);
    }
  }
}
