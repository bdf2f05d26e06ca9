package attention.http;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Waits until something has stopped. */
public final class Settled {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Settled() {}

  /** The count once it has not changed for a while. */
  public static int count(AtomicInteger counter, Duration quiet) {
    AtomicInteger last = new AtomicInteger(-1);
    AtomicReference<Long> since = new AtomicReference<>(System.nanoTime());
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          int now = counter.get();
          if (last.getAndSet(now) != now) {
            since.set(System.nanoTime());
          }
          return System.nanoTime() - since.get() > quiet.toNanos();
        });
    return counter.get();
  }
}
