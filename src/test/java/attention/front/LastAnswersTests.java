package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.http.Answer;
import attention.http.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class LastAnswersTests {

  private static final byte[] EMPTY = {};
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir private Path directory;

  @Test
  void itsPlaceIsBetweenTheLastAnswerAndTheEndOfConnections() {
    assertThat(new LastAnswers(LONG).getPhase())
        .isGreaterThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
        .isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
  }

  @Test
  void aClientMayReadWhatWasAnsweredWhileThePortClosed() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    CompletableFuture<Void> released = new CompletableFuture<>();
    try (RequestThreads threads = threads();
        LocalTomcat tomcat = blocked(threads, begun, released);
        Wire wire = Wire.to(tomcat.port())) {
      wire.post("/", EMPTY);
      await().until(() -> begun.get() == 1);
      LastAnswers last = begun(tomcat.closePort(), LONG);
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(last::stop);
      await().until(() -> !last.isRunning());
      released.complete(null);
      LocalTomcat.assertAnswer(wire);
      assertThat(wire.rest()).isEmpty();
      assertThat(stopped).isNotDone();
      wire.post("/", EMPTY);
      assertThat(stopped).isNotDone();
      wire.close();
      await().atMost(LONG.dividedBy(2)).untilAsserted(() -> assertThat(stopped).isCompleted());
      assertThat(begun).hasValue(1);
    }
  }

  @Test
  void aRequestThatComesTooLateIsRefused() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    CompletableFuture<Void> released = new CompletableFuture<>();
    try (RequestThreads threads = threads();
        LocalTomcat tomcat = blocked(threads, begun, released);
        Wire first = Wire.to(tomcat.port());
        Wire late = Wire.to(tomcat.port())) {
      first.post("/", EMPTY);
      await().until(() -> begun.get() == 1);
      late.post("/", EMPTY);
      await().until(threads::requestsWait);
      tomcat.closePort();
      released.complete(null);
      LocalTomcat.assertAnswer(first);
      Answer refusal = late.answer();
      assertThat(refusal.status()).isEqualTo(503);
      assertThat(refusal.header("Retry-After")).hasValue("1");
      assertThat(refusal.header("Content-Type")).hasValue("application/problem+json");
      assertThat(new String(refusal.body(), StandardCharsets.UTF_8))
          .contains("Service at capacity");
      assertThat(begun).hasValue(1);
    }
  }

  @Test
  void aConnectionThatIsIdleIsClosedInOneDirection() throws Exception {
    try (RequestThreads threads = threads();
        LocalTomcat tomcat = LocalTomcat.start(directory, threads, request -> {});
        Wire wire = Wire.to(tomcat.port())) {
      wire.post("/", EMPTY);
      LocalTomcat.assertAnswer(wire);
      CompletableFuture<Void> stopped = stop(tomcat.closePort(), LONG);
      assertThat(wire.rest()).isEmpty();
      assertThat(stopped).isNotDone();
      wire.close();
      await().atMost(LONG.dividedBy(2)).untilAsserted(() -> assertThat(stopped).isCompleted());
    }
  }

  @Test
  void aClientThatKeepsItsConnectionIsNotWaitedForLong() throws Exception {
    try (RequestThreads threads = threads();
        LocalTomcat tomcat = LocalTomcat.start(directory, threads, request -> {});
        Wire wire = Wire.to(tomcat.port())) {
      wire.post("/", EMPTY);
      LocalTomcat.assertAnswer(wire);
      CleanHttpProtocol port = tomcat.closePort();
      stop(port, SHORT).join();
      assertThat(port.hasConnections()).isTrue();
    }
  }

  /** Every request waits until it is released. */
  private LocalTomcat blocked(
      RequestThreads threads, AtomicInteger begun, CompletableFuture<Void> released)
      throws LifecycleException {
    return LocalTomcat.start(
        directory,
        threads,
        request -> {
          begun.incrementAndGet();
          released.join();
        });
  }

  private static CompletableFuture<Void> stop(CleanHttpProtocol port, Duration most) {
    return CompletableFuture.runAsync(begun(port, most)::stop);
  }

  private static LastAnswers begun(CleanHttpProtocol port, Duration most) {
    LastAnswers last = new LastAnswers(most);
    last.of(port);
    last.start();
    return last;
  }

  private static RequestThreads threads() {
    Duration never = Duration.ofDays(1);
    return new RequestThreads(1, 1, new Patience(never, never, never, never), task -> false);
  }
}
