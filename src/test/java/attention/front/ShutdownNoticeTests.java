package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;

class ShutdownNoticeTests {

  @Test
  void theNoticeIsGivenBeforeThePortCloses() {
    ShutdownNotice notice = new ShutdownNotice(Duration.ofMillis(200));
    assertThat(notice.getPhase())
        .isGreaterThan(WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE);
    notice.start();
    assertThat(notice.isRunning()).isTrue();
    assertThat(notice.isGiven()).isFalse();
    long start = System.nanoTime();
    notice.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
    assertThat(notice.isRunning()).isFalse();
    assertThat(notice.isGiven()).isTrue();
  }

  @Test
  void aConnectionEndsWithItsNextResponseOnceTheNoticeIsGiven(@TempDir Path directory)
      throws Exception {
    ShutdownNotice notice = new ShutdownNotice(Duration.ZERO);
    try (ExecutorService threads = Executors.newCachedThreadPool();
        LocalTomcat tomcat =
            LocalTomcat.start(directory, threads, request -> {}, new ConnectionCloseValve(notice));
        Wire wire = Wire.to(tomcat.port())) {
      wire.post("/", new byte[0]);
      assertThat(wire.next().header("Connection")).isEmpty();
      notice.start();
      notice.stop();
      wire.post("/", new byte[0]);
      assertThat(wire.next().header("Connection")).hasValue("close");
      assertThat(wire.rest()).isEmpty();
    }
  }
}
