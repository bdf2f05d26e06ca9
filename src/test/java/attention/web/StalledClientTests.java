package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Bodies;
import attention.http.Client;
import attention.http.Planted;
import attention.http.ServiceTest;
import attention.http.Settled;
import attention.http.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that stop reading are cut off, and until then hold up nobody else. */
@ServiceTest
class StalledClientTests {

  private static final String SELF = "/attention/self";
  private static final int CLIENTS = 200;
  private static final Duration GENEROUS = Duration.ofSeconds(10);

  /** Longer than a stalled client keeps another one waiting. */
  private static final Duration QUIET = Duration.ofSeconds(6);

  /** Answered in 150 blocks of some hundred thousand bytes. */
  private static final byte[] LARGE = Bodies.embeddings(1500, 1);

  private static final int BLOCKS = 150;

  private final Client client;
  private final Client operator;
  private final AtomicInteger computed = new AtomicInteger();

  StalledClientTests(
      @LocalServerPort int port, @LocalManagementPort int management, @Autowired Planted planted) {
    client = new Client(port);
    operator = new Client(management);
    planted.watch("stalled", from -> computed.incrementAndGet());
  }

  private Wire stalled() {
    return Wire.withSmallWindow(client.port()).post(SELF, LARGE, "Planted: stalled");
  }

  private void assertHealthy() {
    for (String path : List.of("/livez", "/readyz", "/actuator/health")) {
      long start = System.nanoTime();
      assertThat(operator.get(path).status()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GENEROUS);
    }
  }

  @Test
  void oneThatReadsOnInTimeGetsEverything() {
    try (Wire wire = Wire.to(client.port()).post(SELF, LARGE, "Connection: close")) {
      assertThat(wire.rest()).startsWith("HTTP/1.1 200").endsWith("\r\n0\r\n\r\n");
    }
  }

  /** First 250 KB a second for more than twice the limit: too slow for buffers of megabytes. */
  @Test
  void oneThatReadsSlowlyGetsEverything() throws InterruptedException {
    try (Wire wire = Wire.to(client.port()).post(SELF, LARGE, "Connection: close")) {
      for (int i = 0; i < 50; i++) {
        assertThat(wire.begin(25_000).length()).isEqualTo(25_000);
        Thread.sleep(100);
      }
      assertThat(wire.rest().endsWith("\r\n0\r\n\r\n")).isTrue();
    }
  }

  @Test
  void manyAreCutWhileHealthIsToldAndTheirComputationsStop() {
    List<Wire> wires = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        wires.add(stalled());
        if (i % 50 == 49) {
          assertHealthy();
        }
      }
      assertHealthy();
      int atRest = Settled.count(computed, QUIET);
      assertThat(atRest).isBetween(1, CLIENTS * BLOCKS / 5);
      wires.forEach(StalledClientTests::assertCutOrTurnedAway);
      assertThat(computed).hasValue(atRest);
    } finally {
      wires.forEach(Wire::close);
    }
    assertHealthy();
    assertThat(client.post(SELF, "{\"embeddings\": [[1]]}").status()).isEqualTo(200);
  }

  private static void assertCutOrTurnedAway(Wire wire) {
    String arrived = wire.rest();
    if (arrived.startsWith("HTTP/1.1 503")) {
      assertThat(arrived).contains("Retry-After: ", "/problems/at-capacity");
    } else {
      assertThat(arrived.endsWith("\r\n0\r\n\r\n")).isFalse();
    }
  }
}
