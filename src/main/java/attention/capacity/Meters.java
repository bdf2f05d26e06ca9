package attention.capacity;

import attention.trace.Mechanism;
import attention.trace.Shape;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The service's own metrics. The values of a label come from a fixed list, never from a request, so
 * the number of series is bounded.
 */
public final class Meters {

  private static final String BYTES = "bytes";

  /** How a check can end. */
  private static final List<String> CHECKED = List.of("agrees", "explained", "unexplained");

  private final MeterRegistry registry;
  private final Map<Mechanism, Work> work;
  private final Map<String, Counter> refusals = new ConcurrentHashMap<>();
  private final Map<String, Counter> causes = new ConcurrentHashMap<>();
  private final Map<Series, Exchanges> exchanges = new ConcurrentHashMap<>();
  private final ResponseTimes responseTimes;

  private record Series(Mechanism mechanism, String representation, Outcome outcome) {}

  /** The counters of a mechanism. */
  private record Work(Counter rows, Counter cells) {}

  /** The meters of one series of exchanges. */
  private record Exchanges(
      Timer time, DistributionSummary received, @Nullable DistributionSummary sent) {}

  public Meters(MeterRegistry registry, Admission admission, Cores cores) {
    this.registry = registry;
    this.responseTimes = new ResponseTimes(registry);
    this.work = new EnumMap<>(Mechanism.class);
    for (Mechanism mechanism : Mechanism.values()) {
      work.put(mechanism, workOf(mechanism));
      abandoned(mechanism, Outcome.GONE);
      abandoned(mechanism, Outcome.STALLED);
      CHECKED.forEach(outcome -> checks(mechanism, outcome));
    }
    watch(admission);
    watch(cores);
  }

  /** Counts rows that were computed. */
  public void computed(Mechanism mechanism, Shape shape, int rows) {
    Shape.Heads heads = shape.heads();
    double cells = (double) rows * shape.keys() * (heads == null ? 1 : heads.query());
    Work counters = Objects.requireNonNull(work.get(mechanism));
    counters.rows().increment(rows);
    counters.cells().increment(cells);
  }

  /** Registers the codes of refusals, so that each is reported from the start. */
  public void expect(Collection<String> codes) {
    codes.forEach(code -> refusals.computeIfAbsent(code, this::refusalsFor));
  }

  /**
   * Counts a refusal.
   *
   * @param codes the distinct codes that it lists; all of them expected
   */
  public void refused(Collection<String> codes) {
    codes.forEach(code -> Objects.requireNonNull(refusals.get(code)).increment());
  }

  /** Registers the causes that a check can name, so that each is reported from the start. */
  public void expectCauses(Collection<String> codes) {
    codes.forEach(code -> causes.computeIfAbsent(code, this::causesFor));
  }

  /**
   * Counts a check.
   *
   * @param outcome agrees, explained or unexplained
   * @param codes of its first explanation; all of them expected
   */
  public void checked(Mechanism mechanism, String outcome, Collection<String> codes) {
    checks(mechanism, outcome).increment();
    codes.forEach(code -> Objects.requireNonNull(causes.get(code)).increment());
  }

  private Counter checks(Mechanism mechanism, String outcome) {
    return Counter.builder("attention.checks")
        .description("Answers of clients that were checked")
        .tag("mechanism", mechanism.toString())
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter causesFor(String code) {
    return Counter.builder("attention.causes")
        .description("Causes that checks named first")
        .tag("code", code)
        .register(registry);
  }

  /** Records an exchange that ended. */
  public void ended(Exchange exchange) {
    Outcome outcome = exchange.outcome();
    Series series = new Series(exchange.mechanism(), exchange.representation(), outcome);
    Exchanges meters = exchanges.computeIfAbsent(series, this::exchangesOf);
    meters.time().record(exchange.nanos(), TimeUnit.NANOSECONDS);
    meters.received().record((double) exchange.received());
    DistributionSummary sent = meters.sent();
    if (sent != null) {
      sent.record((double) exchange.sent());
      responseTimes.answered(exchange);
    }
    if (outcome.isAbandoned()) {
      abandoned(exchange.mechanism(), outcome).increment();
    }
  }

  private Work workOf(Mechanism mechanism) {
    return new Work(
        Counter.builder("attention.rows")
            .description("Rows computed")
            .tag("mechanism", mechanism.toString())
            .register(registry),
        Counter.builder("attention.cells")
            .description("Cells computed: rows, times keys, times heads")
            .tag("mechanism", mechanism.toString())
            .register(registry));
  }

  private Counter refusalsFor(String code) {
    return Counter.builder("attention.refusals")
        .description("Refusals, under each code that they list")
        .tag("code", code)
        .register(registry);
  }

  private Counter abandoned(Mechanism mechanism, Outcome outcome) {
    return Counter.builder("attention.abandoned")
        .description("Requests whose client went away, or stopped reading and was cut off")
        .tag("mechanism", mechanism.toString())
        .tag("reason", outcome.toString())
        .register(registry);
  }

  private Exchanges exchangesOf(Series series) {
    String mechanism = series.mechanism().toString();
    return new Exchanges(
        Timer.builder("attention.requests")
            .description("Requests to a mechanism, from their arrival to the end of the response")
            .tag("mechanism", mechanism)
            .tag("representation", series.representation())
            .tag("outcome", series.outcome().toString())
            .register(registry),
        DistributionSummary.builder("attention.request.size")
            .description("Bytes read of a request's body")
            .baseUnit(BYTES)
            .tag("mechanism", mechanism)
            .register(registry),
        series.outcome() == Outcome.ANSWERED ? answerSize(series) : null);
  }

  private DistributionSummary answerSize(Series series) {
    return DistributionSummary.builder("attention.answer.size")
        .description("Bytes of a complete response, before compression")
        .baseUnit(BYTES)
        .tag("mechanism", series.mechanism().toString())
        .tag("representation", series.representation())
        .register(registry);
  }

  private void watch(Admission admission) {
    Gauge.builder("attention.budget", admission, Admission::capacityBytes)
        .description("Working memory for all requests together")
        .baseUnit(BYTES)
        .register(registry);
    Gauge.builder("attention.budget.used", admission, Admission::admittedBytes)
        .description("Working memory reserved for the requests in progress")
        .baseUnit(BYTES)
        .register(registry);
    waiting(admission, "small", true);
    waiting(admission, "general", false);
    FunctionCounter.builder("attention.shed", admission, Admission::shed)
        .description("Requests rejected because the service is at capacity")
        .register(registry);
  }

  private void waiting(Admission admission, String lane, boolean ofSmall) {
    Gauge.builder("attention.waiting", admission, it -> it.waiting(ofSmall))
        .description("Requests waiting for admission")
        .tag("lane", lane)
        .register(registry);
  }

  private void watch(Cores cores) {
    Gauge.builder("attention.permits", cores, Cores::permits)
        .description("Threads that may compute at once")
        .register(registry);
    Gauge.builder("attention.permits.used", cores, Cores::used)
        .description("Threads that compute now")
        .register(registry);
    Gauge.builder("attention.permits.waiting", cores, Cores::waiting)
        .description("Threads that wait to compute")
        .register(registry);
  }
}
