package attention.front;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Waits before the port for requests closes. Readiness is refused before any lifecycle stops, so
 * that whoever asks {@code /readyz} learns of the end while requests are still answered.
 */
final class ShutdownNotice implements SmartLifecycle {

  private final Duration notice;
  private volatile boolean running;

  ShutdownNotice(Duration notice) {
    this.notice = notice;
  }

  /** Before the port for requests is closed, and everything else. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    try {
      Thread.sleep(notice);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
