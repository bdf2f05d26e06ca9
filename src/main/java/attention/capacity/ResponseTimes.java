package attention.capacity;

import attention.trace.Mechanism;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * The times of complete responses in fixed buckets, from which Prometheus computes quantiles over
 * all replicas. Requests of very different sizes are not mixed.
 */
final class ResponseTimes {

  private static final Duration[] BUCKETS =
      LongStream.of(2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final long SMALL = 16 << 10;
  private static final long MEDIUM = 1 << 20;

  private final MeterRegistry registry;
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

  private record Series(Mechanism mechanism, String size) {}

  ResponseTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  void answered(Exchange exchange) {
    Series series = new Series(exchange.mechanism(), size(exchange.received() + exchange.sent()));
    timers.computeIfAbsent(series, this::timer).record(exchange.nanos(), TimeUnit.NANOSECONDS);
  }

  private static String size(long bytes) {
    if (bytes <= SMALL) {
      return "small";
    }
    return bytes <= MEDIUM ? "medium" : "large";
  }

  private Timer timer(Series series) {
    return Timer.builder("attention.response.time")
        .description("Time from the arrival of a request to the end of its complete response")
        .tag("mechanism", series.mechanism().toString())
        .tag("size", series.size())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
