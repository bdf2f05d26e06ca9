package attention.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Problem;
import attention.http.SmallServiceTest;
import attention.http.Wire;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A body that does not arrive in time is refused, and its place given to others. */
@SmallServiceTest
class SlowBodyTests {

  private static final String SELF = "/attention/self";
  private static final byte[] GOOD =
      "{\"embeddings\": [[1, 2], [3, 4]]}".getBytes(StandardCharsets.UTF_8);

  private final Client client;

  SlowBodyTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  private void assertTimedOut(Answer answer) {
    Problem problem = answer.problem(408);
    assertThat(problem.type()).isEqualTo("/problems/body-timeout");
    assertThat(problem.detail()).contains("3000 ms");
    assertPlaceIsFree();
  }

  private void assertPlaceIsFree() {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> client.post(SELF, GOOD, Client.JSON).status() == 200);
  }

  @Test
  void aBodyThatStopsComingIsRefused() {
    try (Wire wire = Wire.to(client.port())) {
      wire.send(Wire.head(SELF) + "Content-Length: 100\r\n\r\n{\"emb");
      assertTimedOut(wire.answer());
    }
  }

  @Test
  void aBodyThatNeverBeginsIsRefused() {
    try (Wire wire = Wire.to(client.port())) {
      wire.send(Wire.head(SELF) + "Transfer-Encoding: chunked\r\n\r\n");
      assertTimedOut(wire.answer());
    }
  }

  @Test
  void aBodyThatTricklesInIsRefusedInTime() throws InterruptedException {
    try (Wire wire = Wire.to(client.port())) {
      wire.send(Wire.head(SELF) + "Content-Length: 10000\r\n\r\n");
      AtomicBoolean answered = new AtomicBoolean();
      Thread trickle = Thread.ofVirtual().start(() -> trickle(wire, answered));
      Answer answer = wire.next();
      answered.set(true);
      trickle.join();
      assertTimedOut(answer);
    }
  }

  private static void trickle(Wire wire, AtomicBoolean answered) {
    try {
      while (!answered.get()) {
        wire.send(" ");
        Thread.sleep(50);
      }
    } catch (UncheckedIOException e) {
      // Cut off, as it should be.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The one place for bodies that are waited for is taken before and after. */
  @Test
  void aBodyThatHasArrivedNeedsNoPlace() {
    try (Wire wire = Wire.to(client.port())) {
      wire.send(Wire.head(SELF) + "Content-Length: 100\r\n\r\n");
      await().until(() -> client.postChunked(SELF, GOOD).status() == 503);
      assertThat(client.post(SELF, GOOD, Client.JSON).status()).isEqualTo(200);
      assertThat(client.postChunked(SELF, GOOD).status()).isEqualTo(503);
    }
  }

  @Test
  void aClientThatGoesAwayLeavesItsPlace() {
    try (Wire wire = Wire.to(client.port())) {
      wire.send(Wire.head(SELF) + "Content-Length: 100\r\n\r\n{\"emb");
    }
    assertPlaceIsFree();
  }
}
