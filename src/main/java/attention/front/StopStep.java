package attention.front;

import org.springframework.context.SmartLifecycle;

/** Something that the service waits for while it stops, before what has a lower phase. */
abstract class StopStep implements SmartLifecycle {

  private volatile boolean running;

  @Override
  public final void start() {
    running = true;
  }

  @Override
  public final void stop() {
    running = false;
    try {
      await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits; an interrupt ends it. */
  abstract void await() throws InterruptedException;

  @Override
  public final boolean isRunning() {
    return running;
  }
}
