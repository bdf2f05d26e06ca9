package attention.http;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What runs code of another language, where it is installed. */
public enum Interpreter {
  SH("curl --version", "bash", "-c"),
  PYTHON("import numpy", Objects.requireNonNullElse(System.getenv("PYTHON"), "python3"), "-c"),
  JS("fetch.name", "node", "--input-type=module", "-e");

  private final String need;
  private final List<String> command;

  Interpreter(String need, String... command) {
    this.need = need;
    this.command = List.of(command);
  }

  public static Interpreter of(String language) {
    return valueOf(language.toUpperCase(Locale.ROOT));
  }

  /**
   * Where it or what it needs is missing, the test fails in CI and is skipped with a word
   * elsewhere.
   */
  public void require() throws InterruptedException {
    String missing = "This needs %s with `%s`".formatted(command.getFirst(), need);
    try {
      if (start(need, Path.of(".")).waitFor() == 0) {
        return;
      }
    } catch (IOException e) {
      missing += ": " + e.getMessage();
    }
    Missing.skip(missing);
  }

  /**
   * Runs code to its end.
   *
   * @return what it printed
   */
  public String run(String code) throws IOException, InterruptedException {
    return run(code, Path.of("."));
  }

  /**
   * Runs code to its end in a folder.
   *
   * @return what it printed
   */
  public String run(String code, Path folder) throws IOException, InterruptedException {
    Process process = start(code, folder);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      fail(printed);
    }
    return printed;
  }

  private Process start(String code, Path folder) throws IOException {
    List<String> whole = new ArrayList<>(command);
    whole.add(code);
    return new ProcessBuilder(whole).directory(folder.toFile()).redirectErrorStream(true).start();
  }
}
