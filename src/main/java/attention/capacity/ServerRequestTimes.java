package attention.capacity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The timer {@code http.server.requests} of Spring Boot, with the tags that the service keeps of
 * it. An observation makes a dozen objects for each request and looks its timer up by all tags;
 * here a request finds its timer by one key.
 */
public final class ServerRequestTimes {

  private final MeterRegistry registry;
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

  /**
   * The requests that are counted together.
   *
   * @param method of HTTP
   * @param uri the pattern of the handler's path, or a word for the lack of one
   * @param status of the response
   */
  public record Series(String method, String uri, int status) {}

  public ServerRequestTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Records a request.
   *
   * @param series with a method and a URI from a fixed list
   */
  public void record(Series series, long nanos) {
    timers.computeIfAbsent(series, this::timer).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Series series) {
    return Timer.builder("http.server.requests")
        .tag("method", series.method())
        .tags(List.of(Outcome.forStatus(series.status()).asTag()))
        .tag("status", Integer.toString(series.status()))
        .tag("uri", series.uri())
        .register(registry);
  }
}
