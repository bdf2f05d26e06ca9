package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;

class ShutdownNoticeTests {

  @Test
  void theNoticeIsGivenBeforeThePortCloses() {
    ShutdownNotice notice = new ShutdownNotice(Duration.ofMillis(200));
    assertThat(notice.getPhase())
        .isGreaterThan(WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE);
    notice.start();
    assertThat(notice.isRunning()).isTrue();
    long start = System.nanoTime();
    notice.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
    assertThat(notice.isRunning()).isFalse();
  }
}
