package attention;

import java.time.Duration;

/** Ends the process a fixed time after it was told to end, whatever still runs. */
final class ProcessEnd {

  /** As if SIGTERM had ended it: 128 + 15. */
  private static final int TERMINATED = 143;

  private ProcessEnd() {}

  /** Whether the process was told to end already, while it started: the time begins now then. */
  static boolean within(Duration time) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> begin(time)));
      return false;
    } catch (IllegalStateException e) {
      begin(time);
      return true;
    }
  }

  private static void begin(Duration time) {
    Thread.ofPlatform().name("process-end").daemon().start(() -> endAfter(time));
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
