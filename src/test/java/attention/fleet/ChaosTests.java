package attention.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import attention.fleet.Load.Fate;
import attention.fleet.Load.Seen;
import java.io.IOException;
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

  private static final int CLIENTS = 8;

  private static final String BODY =
      """
      {"embeddings": [[0.43, 0.15], [0.55, 0.87], [0.57, 0.85]], "heads": 2}\
      """;

  /** How long before a fault a request may begin that it affects: no request takes longer. */
  private static final Duration IN_FLIGHT = Duration.ofSeconds(2);

  /** The time in which the balancer still sends requests to a replica that does not respond. */
  private static final Duration NOTICED = Duration.ofSeconds(4);

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
    Seen seen = new Load(fleet.address("/attention/multi-head"), BODY, CLIENTS).during(meanwhile);
    System.out.printf("%s: %s%n", name, seen);
    assertThat(seen.fates()).hasSizeGreaterThan(50);
    return seen;
  }

  /** Nobody notices: the replica says that it ends before it closes its port. */
  private void terminated() throws IOException, InterruptedException {
    assertThat(during("SIGTERM", fleet.first()::terminate).failures()).isEmpty();
    restart(fleet.first());
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

  /** Only requests in flight can be lost, and those without a first byte are sent again. */
  private void killed() throws IOException, InterruptedException {
    Instant[] fault = new Instant[1];
    Seen seen =
        during(
            "kill -9",
            () -> {
              Thread.sleep(1_000);
              fault[0] = Instant.now();
              fleet.first().signal("KILL");
              Fleet.awaitNoticed();
            });
    assertAffected(seen, fault[0], Duration.ofMillis(500));
    restart(fleet.first());
  }

  /** What was sent to the frozen replica waits for the balancer's time; the rest goes elsewhere. */
  private void frozen() throws IOException, InterruptedException {
    Instant[] fault = new Instant[1];
    Seen seen =
        during(
            "Freeze",
            () -> {
              Thread.sleep(1_000);
              fault[0] = Instant.now();
              fleet.first().signal("STOP");
              Thread.sleep(Balancer.RESPONSE_TIME.plus(NOTICED));
            });
    assertAffected(seen, fault[0], NOTICED);
    assertThat(seen.longest())
        .isBetween(Balancer.RESPONSE_TIME, Balancer.RESPONSE_TIME.multipliedBy(2));
    fleet.first().signal("CONT");
    Fleet.awaitNoticed();
    assertThat(during("Thawed", () -> Thread.sleep(2_000)).failures()).isEmpty();
  }

  /** As with a freeze; afterwards the replica is found again. */
  private void cutOff() throws IOException, InterruptedException {
    Instant[] fault = new Instant[1];
    Seen seen =
        during(
            "Network cut",
            () -> {
              Thread.sleep(1_000);
              fault[0] = Instant.now();
              fleet.far().cut();
              Thread.sleep(Balancer.RESPONSE_TIME.plus(NOTICED));
            });
    assertAffected(seen, fault[0], NOTICED);
    fleet.far().mend();
    Fleet.awaitNoticed();
    assertThat(during("Mended", () -> Thread.sleep(2_000)).failures()).isEmpty();
  }

  /** At most one failure for each client, of a request that was in flight or begun soon after. */
  private static void assertAffected(Seen seen, Instant fault, Duration noticed) {
    assertThat(seen.failures()).hasSizeLessThanOrEqualTo(CLIENTS);
    assertThat(seen.failures())
        .extracting(Fate::begin)
        .allSatisfy(
            begin -> assertThat(begin).isBetween(fault.minus(IN_FLIGHT), fault.plus(noticed)));
    assertThat(seen.fates()).noneMatch(fate -> fate.what().equals("other"));
  }

  private static void restart(Replica replica) throws IOException, InterruptedException {
    replica.start();
    Fleet.awaitNoticed();
  }
}
