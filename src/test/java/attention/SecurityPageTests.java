package attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names all ten risks, and only tests that exist. */
class SecurityPageTests {

  private static final Pattern RISK =
      Pattern.compile(
          "^\\| (API\\d+) [^|]+\\| [^|]+\\| ([^|]*`\\w+Tests`[^|]*) \\|$", Pattern.MULTILINE);
  private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`");

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/security.md"));
  }

  @Test
  void eachOfTheTenRisksIsHeldByATest() throws IOException {
    assertThat(RISK.matcher(page()).results().map(risk -> risk.group(1)))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).mapToObj(i -> "API" + i).toList());
  }

  @Test
  void theTestsExist() throws IOException {
    Set<String> tests;
    try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      tests =
          sources
              .map(source -> source.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }
    assertThat(TEST.matcher(page()).results().map((MatchResult test) -> test.group(1)))
        .isNotEmpty()
        .allMatch(tests::contains);
  }
}
