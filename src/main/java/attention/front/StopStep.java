package attention.front;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Something that the service waits for while it stops, before what has a lower phase. */
abstract class StopStep implements SmartLifecycle {

  private volatile boolean running;
  private @Nullable CleanHttpProtocol port;

  /**
   * @param port for requests
   */
  final void of(CleanHttpProtocol port) {
    this.port = port;
  }

  @Override
  public final void start() {
    running = true;
  }

  @Override
  public final void stop() {
    running = false;
    CleanHttpProtocol stopping = port;
    if (stopping == null) {
      return;
    }
    try {
      await(stopping);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits; an interrupt ends it.
   *
   * @param port for requests
   */
  abstract void await(CleanHttpProtocol port) throws InterruptedException;

  @Override
  public final boolean isRunning() {
    return running;
  }
}
