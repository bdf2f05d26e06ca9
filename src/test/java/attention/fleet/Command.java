package attention.fleet;

import attention.http.Missing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of the machine. */
final class Command {

  private Command() {}

  /**
   * Runs a program to its end.
   *
   * @throws IOException if it cannot be started, or fails
   */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + printed);
    }
    return printed;
  }

  /** Where it does not run, the test fails in CI and is skipped with a word elsewhere. */
  static void require(String... command) throws InterruptedException {
    try {
      run(command);
    } catch (IOException e) {
      Missing.skip("This needs `%s`: %s".formatted(String.join(" ", command), e.getMessage()));
    }
  }

  /** Runs programs, whatever becomes of each. */
  static void attempt(List<String[]> commands) throws InterruptedException {
    for (String[] command : commands) {
      try {
        run(command);
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
