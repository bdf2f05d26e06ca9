package attention.front;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Waits until the clients have read the last answers. When a container ends, its network ends with
 * it, and what an engine's proxy or the system still holds for a slow client is lost. So each
 * connection is closed in one direction, and the client closes the other when it has read
 * everything (RFC 9112, 9.6). One that keeps it open all the same is not waited for long.
 */
final class LastAnswers implements SmartLifecycle {

  private static final long POLL_MILLIS = 10;

  private final Duration most;
  private @Nullable CleanHttpProtocol port;
  private volatile boolean running;

  /**
   * @param most how long is waited
   */
  LastAnswers(Duration most) {
    this.most = most;
  }

  /**
   * @param port whose clients are waited for
   */
  void of(CleanHttpProtocol port) {
    this.port = port;
  }

  /** After all requests are answered, and before connections are closed. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 1;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    CleanHttpProtocol closing = port;
    if (closing == null) {
      return;
    }
    closing.endAnswers();
    long end = System.nanoTime() + most.toNanos();
    try {
      while (closing.hasConnections() && end - System.nanoTime() > 0) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
