package attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessEndTests {

  /** A program that is told to end and whose work does not. */
  static final class Busy {

    public static void main(String[] arguments) {
      Runtime.getRuntime().addShutdownHook(new Thread(Busy::sleep));
      ProcessEnd.within(Duration.ofMillis(300));
      System.exit(0);
    }

    private static void sleep() {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void aProcessEndsInTimeWhateverStillRuns() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Busy.class.getName())
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
  }
}
