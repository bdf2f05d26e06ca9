package attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.Crowd.Fate;
import attention.http.Bodies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** A container that is told to stop finishes what it is answering, and begins nothing more. */
@NeedsEngine
class DrainTests {

  /** So many rows that their answer is far larger than all buffers between there and here. */
  private static final int ROWS = 900;

  /** Most of the work that one request may have. */
  private static final int SLOW_ROWS = 320;

  private static final byte[] SLOW = slow();

  /** What engines and clusters allow by the manifest: a process that still runs is then killed. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final int TERMINATED = 128 + 15;

  /** The client reads nothing until the port closes, which a busy machine takes its time for. */
  @Test
  void anAnswerThatStreamsWhileItStopsCompletes() throws Exception {
    try (GenericContainer<?> service =
        Image.started(Map.of("ATTENTION_LIMITS_STALL", Duration.ofMinutes(1).toString()))) {
      String id = service.getContainerId();
      List<String> lines;
      CompletableFuture<Void> stopped;
      try (InputStream body = answer(service)) {
        assertThat(body.read()).isEqualTo('{');
        stopped = CompletableFuture.runAsync(() -> stop(id));
        awaitClosedDoor(service);
        lines =
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))
                .lines()
                .toList();
      }
      assertThat(lines).hasSize(1 + ROWS);
      assertThat(lines.getLast()).startsWith("{\"queryIndex\":" + (ROWS - 1)).endsWith("}");
      stopped.get(30, TimeUnit.SECONDS);
      assertThat(exitCode(id)).isEqualTo(TERMINATED);
    }
  }

  /**
   * For 5 s readiness is refused and requests are still accepted, then answers have 18 s to end,
   * and what is not complete by then is cut, so that the process ends after 24 s.
   */
  @Test
  void underTheWorstLoadItEndsInTimeAndCutsNothingBefore() throws Exception {
    try (GenericContainer<?> service = Image.started();
        Watch readiness = new Watch(service, Image.REQUESTS, "/readyz")) {
      Crowd crowd = new Crowd(service);
      List<CompletableFuture<Fate>> sent = new ArrayList<>();
      sent.addAll(crowd.send(8, "/attention/additive", SLOW, SLOW_ROWS));
      sent.addAll(crowd.send(40, "/attention/self", Bodies.embeddings(2048, 64), 2048));
      Thread.sleep(2_000);
      Instant told = Instant.now();
      stop(service.getContainerId());
      assertThat(Duration.between(told, Instant.now())).isLessThan(GRACE);
      assertThat(exitCode(service.getContainerId())).isEqualTo(TERMINATED);
      assertThat(readiness.seen()).contains(503).last().isEqualTo(Watch.CLOSED);
      List<Integer> open = readiness.seen().stream().filter(s -> s != Watch.CLOSED).toList();
      assertThat(open).last().isEqualTo(503);
      for (CompletableFuture<Fate> fate : sent) {
        assertInTime(fate.get(10, TimeUnit.SECONDS), told);
      }
    }
  }

  private static void assertInTime(Fate fate, Instant told) {
    assertThat(fate.kind()).isNotEqualTo(Fate.Kind.WRONG);
    if (fate.kind() == Fate.Kind.CUT) {
      assertThat(fate.at()).isAfter(told.plusSeconds(20));
    }
  }

  private static byte[] slow() {
    String keys = String.join(",", Collections.nCopies(300, "[1]"));
    String queries = String.join(",", Collections.nCopies(SLOW_ROWS, "0"));
    return ("{\"embeddings\":["
            + keys
            + "],\"queryIndices\":["
            + queries
            + "],"
            + "\"parameters\":{\"random\":{\"seed\":1,\"dimension\":2048}},"
            + "\"include\":[\"context\"],\"dtype\":\"float64\"}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static InputStream answer(GenericContainer<?> service) throws Exception {
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(i -> "[%s,%s]".formatted(Math.sin(i), Math.cos(i)))
            .collect(Collectors.joining(","));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(Image.address(service, Image.REQUESTS) + "/attention/self"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/x-ndjson")
            .POST(BodyPublishers.ofString("{\"embeddings\":[" + rows + "]}"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body();
  }

  private static void stop(String id) {
    DockerClientFactory.lazyClient().stopContainerCmd(id).withTimeout(30).exec();
  }

  private static void awaitClosedDoor(GenericContainer<?> service) {
    await().atMost(Duration.ofSeconds(8)).until(() -> !opens(service));
  }

  /** Asked over a new connection each time: an open one would be closed at its own time. */
  private static boolean opens(GenericContainer<?> service) throws InterruptedException {
    URI address = URI.create(Image.address(service, Image.REQUESTS) + "/livez");
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(request, BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static long exitCode(String id) {
    Long code =
        DockerClientFactory.lazyClient()
            .inspectContainerCmd(id)
            .exec()
            .getState()
            .getExitCodeLong();
    return code == null ? -1 : code;
  }
}
