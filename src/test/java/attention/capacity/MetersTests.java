package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import attention.capacity.Admission.Reservation;
import attention.capacity.Capacity.SmallLane;
import attention.capacity.Cores.Permit;
import attention.trace.Mechanism;
import attention.trace.Shape;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the meters show of the room there is, and that the page for operators lists each of them.
 */
class MetersTests {

  private static final Path PAGE = Path.of("docs/operations.md");
  private static final long KB = 1024;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Admission admission =
      new Admission(
          new Capacity(100 * KB, 4, 1, Duration.ofSeconds(10), new SmallLane(10 * KB, 1, 5 * KB)));
  private final Cores cores = new Cores(1);
  private final Meters meters = new Meters(registry, admission, cores);
  private final AccessMeters access = new AccessMeters(registry);

  @BeforeEach
  void expectRefusals() {
    meters.expect(Set.of("ragged-row", "not-found"));
    meters.expectCauses(Set.of("scale-left-out"));
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double waiting(String lane) {
    return registry.get("attention.waiting").tag("lane", lane).gauge().value();
  }

  @Test
  void theBudgetInUseIsThatOfTheRequestsInProgress() {
    assertThat(gauge("attention.budget")).isEqualTo(100 * KB);
    assertThat(gauge("attention.budget.used")).isZero();
    Reservation first = admission.admit(30 * KB);
    first.resize(40 * KB);
    Reservation second = admission.admit(5 * KB);
    assertThat(gauge("attention.budget.used")).isEqualTo(45 * KB);
    first.close();
    assertThat(gauge("attention.budget.used")).isEqualTo(5 * KB);
    second.close();
    assertThat(gauge("attention.budget.used")).isZero();
  }

  @Test
  void aWaitingRequestIsReportedInItsLaneAndOneBeyondTheQueueIsCounted() throws Exception {
    Reservation first = admission.admit(90 * KB);
    CompletableFuture<Reservation> large = waitingFor(20 * KB);
    await().until(() -> waiting("general") == 1);
    assertThat(waiting("small")).isZero();
    assertThatThrownBy(() -> admission.admit(20 * KB)).isInstanceOf(AtCapacityException.class);
    assertThat(registry.get("attention.shed").functionCounter().count()).isEqualTo(1);
    first.close();
    large.get(10, TimeUnit.SECONDS).close();
    assertThat(waiting("general")).isZero();
  }

  @Test
  void aSmallRequestWaitsInTheSmallLane() throws Exception {
    try (Reservation large = admission.admit(90 * KB)) {
      Reservation inLane = admission.admit(5 * KB);
      CompletableFuture<Reservation> small = waitingFor(KB);
      await().until(() -> waiting("small") == 1);
      assertThat(waiting("general")).isZero();
      inLane.close();
      small.get(10, TimeUnit.SECONDS).close();
    }
    assertThat(waiting("small")).isZero();
  }

  private CompletableFuture<Reservation> waitingFor(long bytes) {
    return CompletableFuture.supplyAsync(
        () -> admission.admit(bytes), task -> Thread.ofPlatform().daemon().start(task));
  }

  @Test
  void aRequestThatCanNeverBeAdmittedIsNotShed() {
    assertThatThrownBy(() -> admission.admit(91 * KB)).isInstanceOf(TooLargeException.class);
    assertThat(registry.get("attention.shed").functionCounter().count()).isZero();
  }

  @Test
  void permitsInUseAndThreadsThatWaitForOneAreReported() throws Exception {
    try (Permit first = cores.permit(ComputeBudget.unlimited())) {
      assertThat(gauge("attention.permits.used")).isEqualTo(1);
      try (Permit second = cores.permit(ComputeBudget.unlimited())) {
        Thread waiting =
            Thread.ofPlatform().start(() -> cores.permit(ComputeBudget.unlimited()).close());
        await().until(() -> gauge("attention.permits.waiting") == 1);
        second.close();
        waiting.join();
      }
    }
    assertThat(gauge("attention.permits")).isEqualTo(2);
    assertThat(gauge("attention.permits.used")).isZero();
    assertThat(gauge("attention.permits.waiting")).isZero();
  }

  @Test
  void cellsAreCountedForEveryHead() {
    meters.computed(Mechanism.MULTI_HEAD, new Shape(9, 7, null, new Shape.Heads(4, 2)), 3);
    assertThat(registry.get("attention.cells").tag("mechanism", "multi-head").counter().count())
        .isEqualTo(3 * 7 * 4);
  }

  @Test
  void aRefusalCanOnlyBeCountedUnderAKnownCode() {
    meters.refused(List.of("ragged-row", "not-found"));
    assertThat(registry.get("attention.refusals").tag("code", "ragged-row").counter().count())
        .isEqualTo(1);
    assertThatThrownBy(() -> meters.refused(List.of("made-up")))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void aKeyIsCountedByNameAndTheNamesAreBounded() {
    for (int i = 0; i < 1_010; i++) {
      access.admitted("name-" + i);
    }
    assertThat(registry.find("attention.key.requests").counters()).hasSize(1_001);
    assertThat(registry.get("attention.key.requests").tag("key", "others").counter().count())
        .isEqualTo(10);
  }

  @Test
  void onlyAWholeAnswerIsMeasured() {
    meters.ended(new Exchange(Mechanism.SELF, "json", Outcome.GONE, 5, 10, 1000));
    meters.ended(new Exchange(Mechanism.SELF, "json", Outcome.ANSWERED, 5, 10, 20));
    assertThat(registry.get("attention.answer.size").summary().totalAmount()).isEqualTo(20);
    assertThat(registry.get("attention.request.size").summary().totalAmount()).isEqualTo(20);
    assertThat(registry.get("attention.requests").tag("outcome", "gone").timer().count())
        .isEqualTo(1);
  }

  @Test
  void theTimesOfCompleteResponsesAreInBucketsBySize() {
    long ms = 1_000_000;
    meters.ended(new Exchange(Mechanism.SELF, "json", Outcome.ANSWERED, 4 * ms, 10_000, 6_384));
    meters.ended(new Exchange(Mechanism.SELF, "json", Outcome.ANSWERED, 40 * ms, 10_000, 6_385));
    meters.ended(new Exchange(Mechanism.SELF, "npy", Outcome.ANSWERED, 400 * ms, 10, 1 << 20));
    meters.ended(new Exchange(Mechanism.SELF, "json", Outcome.GONE, 4 * ms, 10, 20));
    assertThat(within("small", 2)).isZero();
    assertThat(within("small", 5)).isEqualTo(1);
    assertThat(within("medium", 25)).isZero();
    assertThat(within("medium", 50)).isEqualTo(1);
    assertThat(within("large", 500)).isEqualTo(1);
    assertThat(registry.find("attention.response.time").timers())
        .allMatch(timer -> timer.count() == 1);
  }

  private double within(String size, int ms) {
    return Arrays.stream(
            registry
                .get("attention.response.time")
                .tag("size", size)
                .timer()
                .takeSnapshot()
                .histogramCounts())
        .filter(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) == ms)
        .findFirst()
        .orElseThrow()
        .count();
  }

  @Test
  void thePageForOperatorsListsEveryMeterWithItsLabels() throws IOException {
    meters.ended(new Exchange(Mechanism.SELF, "json", Outcome.ANSWERED, 5, 10, 20));
    access.expectRefusals();
    access.admitted("lab");
    access.worked("lab", 1e6);
    Set<String> listed =
        Pattern.compile("^\\| `(attention\\.[a-z.]+)` \\| ([^|]*) \\|", Pattern.MULTILINE)
            .matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1) + " " + row.group(2).strip())
            .collect(Collectors.toSet());
    Set<String> metered =
        registry.getMeters().stream()
            .map(Meter::getId)
            .filter(id -> id.getTag("le") == null)
            .map(id -> id.getName() + " " + labels(id))
            .collect(Collectors.toSet());
    assertThat(listed).containsExactlyInAnyOrderElementsOf(metered);
  }

  private static String labels(Meter.Id id) {
    return id.getTags().isEmpty()
        ? "none"
        : id.getTags().stream()
            .map(tag -> "`" + tag.getKey() + "`")
            .collect(Collectors.joining(", "));
  }
}
