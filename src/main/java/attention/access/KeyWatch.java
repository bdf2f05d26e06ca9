package attention.access;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks regularly whether the file of keys has changed. Its content is compared, because a mounted
 * file is often a link that is turned to another file, which no watch service reports.
 */
final class KeyWatch implements AutoCloseable {

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("access-keys").factory());

  KeyWatch(KeyRing ring, Duration every) {
    if (ring.isFromFile()) {
      long nanos = every.toNanos();
      var unused = thread.scheduleWithFixedDelay(ring::refresh, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
