package attention;

import java.time.Duration;

/** Ends the process a fixed time after it was told to end, whatever still runs. */
final class ProcessEnd {

  /** As if SIGTERM had ended it: 128 + 15. */
  private static final int TERMINATED = 143;

  private ProcessEnd() {}

  static void within(Duration time) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() ->
                Thread.ofPlatform().name("process-end").daemon().start(() -> endAfter(time))));
  }

  private static void endAfter(Duration time) {
    try {
      Thread.sleep(time);
      Runtime.getRuntime().halt(TERMINATED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
