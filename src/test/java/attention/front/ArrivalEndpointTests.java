package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.front.LocalTomcat.Handler;
import attention.front.RequestThreads.Patience;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalEndpointTests {

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
        Socket one = tomcat.connect();
        Socket other = tomcat.connect()) {
      for (Socket socket : List.of(one, other, one, other)) {
        LocalTomcat.send(socket, LocalTomcat.get("/"));
        LocalTomcat.receive(socket);
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
          Socket fast = tomcat.connect();
          Socket other = tomcat.connect()) {
        LocalTomcat.send(fast, LocalTomcat.get("/fast-1"));
        await().until(() -> begun.size() == 1);
        LocalTomcat.send(other, LocalTomcat.get("/other"));
        await().until(threads::requestsWait);
        LocalTomcat.send(fast, LocalTomcat.get("/fast-2"));
        released.complete(null);
        LocalTomcat.receive(fast);
        LocalTomcat.receive(other);
        LocalTomcat.receive(fast);
      }
    }
    assertThat(begun).containsExactly("/fast-1", "/other", "/fast-2");
  }
}
