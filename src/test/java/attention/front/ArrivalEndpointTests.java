package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.capacity.Admission;
import attention.capacity.Capacity;
import attention.capacity.Capacity.SmallLane;
import attention.capacity.Cores;
import attention.capacity.Meters;
import attention.front.LocalTomcat.Handler;
import attention.http.Wire;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
    try (RequestThreads threads = threads(1)) {
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

  @Test
  void aConnectionWhoseTurnCameWithoutARequestIsServedLater() throws Exception {
    CompletableFuture<Void> released = new CompletableFuture<>();
    try (RequestThreads threads = threads(1);
        LocalTomcat tomcat = LocalTomcat.start(directory, threads, request -> released.join());
        Wire one = Wire.to(tomcat.port());
        Wire other = Wire.to(tomcat.port())) {
      one.post("/", EMPTY);
      await().until(() -> threads.getActiveCount() == 1);
      other.post("/", EMPTY);
      await().until(threads::requestsWait);
      released.complete(null);
      LocalTomcat.assertAnswer(one);
      LocalTomcat.assertAnswer(other);
      await().until(() -> threads.getActiveCount() == 0);
      for (Wire wire : List.of(one, other)) {
        wire.post("/", EMPTY);
        LocalTomcat.assertAnswer(wire);
      }
    }
  }

  @Test
  void noRequestWaitsForOneWithALongBody() throws Exception {
    List<String> begun = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> released = new CompletableFuture<>();
    RequestGuard guard =
        new RequestGuard(List.of(), head -> true, 0, meters(), new BodyDrain(0, Duration.ZERO));
    Handler handler =
        request -> {
          begun.add(request.getRequestURI());
          while (!released.isDone()) {
            Thread.onSpinWait();
          }
        };
    try (RequestThreads threads = threads(2);
        LocalTomcat tomcat = LocalTomcat.start(directory, threads, handler, guard);
        Wire one = Wire.to(tomcat.port());
        Wire other = Wire.to(tomcat.port())) {
      one.post("/long", new byte[10_000]);
      await().until(() -> begun.size() == 1);
      other.post("/short", EMPTY);
      await().until(() -> begun.size() == 2);
      released.complete(null);
      LocalTomcat.assertAnswer(one);
      LocalTomcat.assertAnswer(other);
    }
    assertThat(begun).containsExactly("/long", "/short");
  }

  private static Meters meters() {
    Capacity capacity = new Capacity(1, 1, 0, Duration.ZERO, SmallLane.NONE);
    return new Meters(new SimpleMeterRegistry(), new Admission(capacity), new Cores(1));
  }

  /** Of which one handles what is short, as long as it takes. */
  private static RequestThreads threads(int most) {
    Duration never = Duration.ofDays(1);
    Patience patience = new Patience(never, never, never, never);
    return new RequestThreads(most, most, patience, task -> false);
  }
}
