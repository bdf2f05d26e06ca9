package attention.front;

import java.time.Duration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * Waits until the clients have read the last answers. When a container ends, its network ends with
 * it, and what an engine's proxy or the system still holds for a slow client is lost. So each
 * connection is closed in one direction, and the client closes the other when it has read
 * everything (RFC 9112, 9.6). One that keeps it open all the same is not waited for long.
 */
final class LastAnswers extends StopStep {

  private static final long POLL_MILLIS = 10;

  private final Duration most;

  /**
   * @param most how long is waited
   */
  LastAnswers(Duration most) {
    this.most = most;
  }

  /** After all requests are answered, and before connections are closed. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 1;
  }

  @Override
  void await(CleanHttpProtocol port) throws InterruptedException {
    port.endAnswers();
    long end = System.nanoTime() + most.toNanos();
    while (port.hasConnections() && end - System.nanoTime() > 0) {
      Thread.sleep(POLL_MILLIS);
    }
  }
}
