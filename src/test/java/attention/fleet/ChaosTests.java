package attention.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import attention.fleet.Load.Fate;
import attention.fleet.Load.Seen;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What clients see while a replica of three ends, dies, freezes, is cut off or is replaced. Each
 * fault happens once; with {@code -Dchaos.minutes=60} further ones follow for an hour, in an order
 * that {@code -Dchaos.seed} decides.
 */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosTests {

  private static final String BODY =
      """
      {"embeddings": [[0.43, 0.15], [0.55, 0.87], [0.57, 0.85]], "heads": 2}\
      """;

  /** More than the balancer keeps of a request, so that it cannot send it a second time. */
  private static final String LONG = BODY + " ".repeat(40_000);

  private static final List<String> CLIENTS =
      List.of(BODY, BODY, BODY, BODY, BODY, BODY, LONG, LONG);

  private static final Duration PAUSE = Duration.ofMillis(50);

  /** How long clients send before a fault, and after the balancer has seen it. */
  private static final Duration CALM = Duration.ofSeconds(2);

  private Fleet fleet;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    fleet = Fleet.start();
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (fleet != null) {
      fleet.close();
    }
  }

  private interface Fault {
    void happen() throws IOException, InterruptedException;
  }

  @TestFactory
  Stream<DynamicTest> clientsSeeOfAFaultWhatIsPromised() {
    List<DynamicTest> faults =
        List.of(
            fault("SIGTERM", this::terminated),
            fault("kill -9", this::killed),
            fault("freeze", this::frozen),
            fault("network cut", this::cutOff),
            fault("rolling restart", this::restarted));
    Instant end = Instant.now().plus(Duration.ofMinutes(Long.getLong("chaos.minutes", 0)));
    Random random = new Random(Long.getLong("chaos.seed", 1));
    return Stream.concat(
        faults.stream(),
        Stream.generate(() -> faults.get(random.nextInt(faults.size())))
            .takeWhile(fault -> Instant.now().isBefore(end)));
  }

  private static DynamicTest fault(String name, Fault fault) {
    return DynamicTest.dynamicTest(name, fault::happen);
  }

  private Seen during(String name, Load.Meanwhile meanwhile)
      throws IOException, InterruptedException {
    URI address = fleet.balancer().address("/attention/multi-head");
    Seen seen = new Load(address, CLIENTS, PAUSE).during(meanwhile);
    System.out.printf("%s: %s%n", name, seen);
    assertThat(seen.fates()).hasSizeGreaterThan(50);
    assertThat(seen.fates()).noneMatch(fate -> fate.what().equals("other"));
    return seen;
  }

  /** Nobody notices: the replica says that it ends before it closes its port. */
  private void terminated() throws IOException, InterruptedException {
    Seen seen = during("SIGTERM", fleet.first()::terminate);
    restart(fleet.first());
    assertThat(seen.failures()).isEmpty();
  }

  /** Nobody notices, one replica after the other, while it starts included. */
  private void restarted() throws IOException, InterruptedException {
    Seen seen =
        during(
            "Rolling restart",
            () -> {
              for (Replica replica : fleet.replicas()) {
                replica.terminate();
                restart(replica);
              }
            });
    assertThat(seen.failures()).isEmpty();
  }

  /** Only what was sent to it can be lost, and of that what is too long to send again. */
  private void killed() throws IOException, InterruptedException {
    Breach breach = new Breach();
    Seen seen = during("kill -9", () -> breach.make(fleet.first(), fleet.first()::end));
    restart(fleet.first());
    assertHeldUp(seen, breach);
  }

  /** What waits for the frozen replica is sent to another one after the balancer's time. */
  private void frozen() throws IOException, InterruptedException {
    Breach breach = new Breach();
    Seen seen =
        during("Freeze", () -> breach.make(fleet.first(), () -> fleet.first().signal("STOP")));
    fleet.first().signal("CONT");
    fleet.balancer().awaitUp(fleet.first());
    assertHeldUp(seen, breach);
    assertThat(during("Thawed", () -> Thread.sleep(CALM)).failures()).isEmpty();
  }

  /** As with a freeze; afterwards the replica is found again. */
  private void cutOff() throws IOException, InterruptedException {
    Breach breach = new Breach();
    Seen seen = during("Network cut", () -> breach.make(fleet.last(), fleet.far()::cut));
    fleet.far().mend();
    fleet.balancer().awaitUp(fleet.last());
    assertHeldUp(seen, breach);
    assertThat(during("Mended", () -> Thread.sleep(CALM)).failures()).isEmpty();
  }

  /** The moments of a fault. What began after the last one must have gone elsewhere. */
  private final class Breach {

    private Instant begun = Instant.MAX;
    private Instant noticed = Instant.MAX;

    void make(Replica replica, Fault fault) throws IOException, InterruptedException {
      Thread.sleep(CALM);
      begun = Instant.now();
      fault.happen();
      fleet.balancer().awaitDown(replica);
      noticed = Instant.now();
      Thread.sleep(CALM);
    }
  }

  /** At most one request of each client, in flight or begun before the balancer noticed. */
  private static void assertHeldUp(Seen seen, Breach breach) {
    List<Fate> heldUp =
        seen.fates().stream()
            .filter(fate -> fate.failed() || fate.time().compareTo(Balancer.RESPONSE_TIME) >= 0)
            .toList();
    System.out.printf(
        "  noticed after %d ms; %d requests held up%n",
        Duration.between(breach.begun, breach.noticed).toMillis(), heldUp.size());
    assertThat(heldUp)
        .hasSizeLessThanOrEqualTo(CLIENTS.size())
        .allMatch(
            fate -> fate.begin().isBefore(breach.noticed) && fate.end().isAfter(breach.begun));
    assertLongOnly(seen.failures());
  }

  /** Requests that the balancer keeps are never lost. */
  private static void assertLongOnly(List<Fate> failures) {
    assertThat(failures).allMatch(fate -> fate.length() == LONG.length());
  }

  private void restart(Replica replica) throws IOException, InterruptedException {
    replica.start();
    fleet.balancer().awaitUp(replica);
  }
}
