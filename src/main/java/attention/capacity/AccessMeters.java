package attention.capacity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metrics of keys and quotas. A key is labelled by its name, never by itself; the names are as
 * many as there are keys, and what exceeds a number of them is counted together.
 */
public final class AccessMeters {

  private static final int MOST_NAMES = 1_000;
  private static final String OTHERS = "others";
  private static final String KEY = "key";

  /** Why a request may not be made. */
  public enum Reason {
    MISSING("missing"),
    INVALID("invalid"),
    EXPIRED("expired"),
    SCOPE("scope"),
    PATH("path");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  private final MeterRegistry registry;
  private final Map<String, String> names = new ConcurrentHashMap<>();

  public AccessMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Registers the reasons of refusals, so that each is reported from the start. */
  public void expectRefusals() {
    for (Reason reason : Reason.values()) {
      refusals(reason);
    }
  }

  /** Counts a request that its quota admits. */
  public void admitted(String key) {
    requests(key, "admitted").increment();
  }

  /**
   * Counts a request that its quota does not admit.
   *
   * @param quota requests, work, places or memory
   */
  public void exceeded(String key, String quota) {
    requests(key, quota).increment();
  }

  /** Counts work that was charged to a key. */
  public void worked(String key, double multiplyAdds) {
    Counter.builder("attention.key.work")
        .description("Multiply-adds charged to a key")
        .tag(KEY, label(key))
        .register(registry)
        .increment(multiplyAdds);
  }

  /** Counts a request that may not be made. */
  public void refused(Reason reason) {
    refusals(reason).increment();
  }

  private Counter refusals(Reason reason) {
    return Counter.builder("attention.access.refused")
        .description("Requests without a valid key, or with one that is not for this path")
        .tag("reason", reason.toString())
        .register(registry);
  }

  private Counter requests(String key, String outcome) {
    return Counter.builder("attention.key.requests")
        .description("Requests with a valid key, by the quota that ended them")
        .tag(KEY, label(key))
        .tag("outcome", outcome)
        .register(registry);
  }

  private String label(String key) {
    if (names.size() < MOST_NAMES) {
      names.putIfAbsent(key, key);
    }
    return names.getOrDefault(key, OTHERS);
  }
}
