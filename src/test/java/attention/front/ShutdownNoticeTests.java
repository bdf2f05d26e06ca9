package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.http.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;

class ShutdownNoticeTests {

  private static final byte[] EMPTY = {};

  @AutoClose private final ExecutorService threads = Executors.newCachedThreadPool();
  @AutoClose private LocalTomcat tomcat;

  @BeforeEach
  void start(@TempDir Path directory) throws LifecycleException {
    tomcat = LocalTomcat.start(directory, threads, request -> {});
  }

  private ShutdownNotice begun(Duration duration) {
    ShutdownNotice notice = new ShutdownNotice(duration);
    notice.of(tomcat.protocol());
    notice.start();
    return notice;
  }

  @Test
  void theNoticeIsGivenBeforeThePortCloses() {
    ShutdownNotice notice = begun(Duration.ofMillis(200));
    assertThat(notice.getPhase())
        .isGreaterThan(WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE);
    assertThat(notice.isRunning()).isTrue();
    long start = System.nanoTime();
    notice.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
    assertThat(notice.isRunning()).isFalse();
  }

  @Test
  void aConnectionEndsWithItsNextResponseMeanwhile() {
    ShutdownNotice notice = begun(Duration.ofDays(1));
    CompletableFuture<Void> stopping;
    try (Wire wire = Wire.to(tomcat.port())) {
      wire.post("/", EMPTY);
      assertThat(wire.next().header("Connection")).isEmpty();
      stopping = CompletableFuture.runAsync(notice::stop, threads);
      await().until(() -> tomcat.protocol().getMaxKeepAliveRequests() == 1);
      wire.post("/", EMPTY);
      assertThat(wire.next().header("Connection")).hasValue("close");
      assertThat(wire.rest()).isEmpty();
    }
    threads.shutdownNow();
    await().untilAsserted(() -> assertThat(stopping).isCompleted());
  }

  /** As a context that tests share is stopped and started. */
  @Test
  void whatStartsAgainKeepsItsConnections() {
    begun(Duration.ZERO).stop();
    try (Wire wire = Wire.to(tomcat.port())) {
      for (int i = 0; i < 2; i++) {
        wire.post("/", EMPTY);
        assertThat(wire.next().header("Connection")).isEmpty();
      }
    }
  }
}
