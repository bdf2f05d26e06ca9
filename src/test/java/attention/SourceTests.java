package attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md says of source files. */
class SourceTests {

  private static final int MOST_LINES = 250;

  /** One algorithm in registers each. */
  private static final Set<String> LONGER =
      Set.of(
          "SimdFloatKernel.java",
          "SimdDoubleKernel.java",
          "FloatTiles.java",
          "DoubleTiles.java",
          "SimdFloatBatch.java");

  @Test
  void aFileIsShort() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<String> longer =
          files
              .filter(file -> file.toString().endsWith(".java") && lines(file) > MOST_LINES)
              .map(file -> file.getFileName().toString())
              .toList();
      assertThat(longer).containsExactlyInAnyOrderElementsOf(LONGER);
    }
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
