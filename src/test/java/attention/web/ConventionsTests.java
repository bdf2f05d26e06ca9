package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Comparison;
import attention.http.Json;
import attention.http.ServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What docs/conventions.md says of this service is so. */
@ServiceTest
class ConventionsTests {

  private static final String BLOCK = "```json\\n((?:(?!^```).*\\n)*)```\\n";
  private static final Pattern REQUEST =
      Pattern.compile("^`POST (\\S+)`\\n\\n" + BLOCK + "\\n" + BLOCK, Pattern.MULTILINE);
  private static final Pattern ANY_BLOCK = Pattern.compile("^```\\w", Pattern.MULTILINE);

  private final Client client;

  ConventionsTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  /**
   * A request in the page.
   *
   * @param shows part of its answer
   */
  record Sample(String path, String request, String shows) {}

  static Stream<Sample> samples() {
    return REQUEST
        .matcher(page())
        .results()
        .map(match -> new Sample(match.group(1), match.group(2), match.group(3)));
  }

  private static String page() {
    try {
      return Files.readString(Path.of("docs/conventions.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aRequestIsAnsweredAsThePageSays(Sample sample) {
    Answer answer = client.post(sample.path(), sample.request());
    assertThat(new Comparison(2e-6).differences(Json.read(sample.shows()), answer.json()))
        .isEmpty();
  }

  @Test
  void everyBlockIsARequestOrItsAnswer() {
    assertThat(ANY_BLOCK.matcher(page()).results()).hasSize(2 * samples().toList().size());
  }
}
