package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.front.LocalTomcat.Handler;
import attention.front.RequestThreads.Patience;
import attention.http.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalEndpointTests {

  private static final byte[] EMPTY = {};

  @TempDir private Path directory;

  /** In turns: what follows at once on the same connection may be read with the request before. */
  @Test
  void firstIsTheFirstRequestOfEachConnection() throws Exception {
    List<Boolean> first = new CopyOnWriteArrayList<>();
    Executor executor =
        task -> {
          first.add(ArrivalEndpoint.opensConnection(task));
          task.run();
        };
    try (LocalTomcat tomcat = LocalTomcat.start(directory, executor, request -> {});
        Wire one = Wire.to(tomcat.port());
        Wire other = Wire.to(tomcat.port())) {
      for (Wire wire : List.of(one, other, one, other)) {
        wire.post("/", EMPTY);
        LocalTomcat.assertAnswer(wire);
      }
    }
    assertThat(first).startsWith(true, true, false, false);
  }

  @Test
  void theNextRequestOfAConnectionComesAfterThoseThatWait() throws Exception {
    List<String> begun = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> released = new CompletableFuture<>();
    Patience never = new Patience(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));
    try (RequestThreads threads = new RequestThreads(1, 1, never, task -> false)) {
      Handler handler =
          request -> {
            begun.add(request.getRequestURI());
            released.join();
          };
      try (LocalTomcat tomcat = LocalTomcat.start(directory, threads, handler);
          Wire fast = Wire.to(tomcat.port());
          Wire other = Wire.to(tomcat.port())) {
        fast.post("/fast-1", EMPTY);
        await().until(() -> begun.size() == 1);
        other.post("/other", EMPTY);
        await().until(threads::requestsWait);
        fast.post("/fast-2", EMPTY);
        released.complete(null);
        LocalTomcat.assertAnswer(fast);
        LocalTomcat.assertAnswer(other);
        LocalTomcat.assertAnswer(fast);
      }
    }
    assertThat(begun).containsExactly("/fast-1", "/other", "/fast-2");
  }
}
