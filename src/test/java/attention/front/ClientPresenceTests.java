package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import attention.capacity.ComputeBudget;
import attention.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A computation of the first request, on one thread, is as long as the test wants. */
@Timeout(60)
class ClientPresenceTests {

  /** Longer than the time between two looks at the connection. */
  private static final Duration LOOKS = Duration.ofMillis(200);

  @TempDir private Path directory;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Void> arrived = new CompletableFuture<>();
  private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
  private LocalTomcat tomcat;

  @BeforeEach
  void start() throws Exception {
    tomcat = LocalTomcat.start(directory, executor, this::handle);
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.close();
    executor.shutdownNow();
  }

  @Test
  void whatArrivesMeanwhileIsNotPutOverPipelinedRequests() throws Exception {
    String third = post("/third", "3");
    try (Wire wire = Wire.to(tomcat.port())) {
      wire.send(post("/first", "1") + post("/second", "2") + third.substring(0, 9));
      begun.join();
      wire.send(third.substring(9));
      arrived.complete(null);
      LocalTomcat.assertAnswer(wire);
      LocalTomcat.assertAnswer(wire);
      LocalTomcat.assertAnswer(wire);
    }
    assertThat(cancelled).isCompletedWithValue(false);
    assertThat(bodies).containsExactly("1", "2", "3");
  }

  @Test
  void aClientWhoseNextRequestHasArrivedIsThere() throws Exception {
    try (Wire wire = Wire.to(tomcat.port())) {
      wire.send(post("/first", "1"));
      begun.join();
      wire.send(post("/second", "2"));
      arrived.complete(null);
      LocalTomcat.assertAnswer(wire);
      LocalTomcat.assertAnswer(wire);
    }
    assertThat(cancelled).isCompletedWithValue(false);
    assertThat(bodies).containsExactly("1", "2");
  }

  @Test
  void aClientThatLeavesIsGone() throws Exception {
    try (Wire wire = Wire.to(tomcat.port())) {
      wire.send(post("/first", "1"));
      begun.join();
    }
    arrived.complete(null);
    assertThat(cancelled.get(10, TimeUnit.SECONDS)).isTrue();
  }

  /** The look is at the socket, behind the pipelined requests that were read with the first. */
  @Test
  void aClientThatLeavesPipelinedRequestsIsGone() throws Exception {
    try (Wire wire = Wire.to(tomcat.port())) {
      wire.send(post("/first", "1") + post("/second", "2"));
      begun.join();
    }
    arrived.complete(null);
    assertThat(cancelled.get(10, TimeUnit.SECONDS)).isTrue();
  }

  private static String post(String path, String body) {
    return Wire.head(path) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private void handle(Request request) throws IOException {
    bodies.add(new String(request.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    if (begun.isDone()) {
      return;
    }
    ComputeBudget budget = new ComputeBudget(Duration.ofDays(1));
    ClientPresence client = ClientPresence.begin(request, budget);
    client.bodyIsRead();
    begun.complete(null);
    arrived.join();
    cancelled.complete(isCancelled(client));
  }

  private static boolean isCancelled(ClientPresence client) {
    long end = System.nanoTime() + LOOKS.toNanos();
    while (System.nanoTime() - end < 0) {
      client.check();
      try {
        client.budget().check();
      } catch (CancellationException e) {
        return true;
      }
    }
    return false;
  }
}
