package attention.web;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Client;
import attention.http.GoldenCase;
import attention.http.OnnxCases;
import attention.http.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The ONNX project's own tests of its operator RotaryEmbedding, over HTTP. */
@ServiceTest
class OnnxRotaryTests {

  private static final Pattern NAME = Pattern.compile("test_(\\w+)\\[");
  private static final Pattern ROW =
      Pattern.compile("^\\| (v[\\d.]+) \\| `(rotary_\\w+)` \\| (\\d+) \\|$", Pattern.MULTILINE);

  private final Client client;

  OnnxRotaryTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  @BeforeAll
  static void require() {
    OnnxCases.ROTARY_EMBEDDING.require();
  }

  static Stream<GoldenCase> cases() {
    return OnnxCases.ROTARY_EMBEDDING.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theAnswerContainsWhatOnnxExpects(GoldenCase onnx) {
    JsonNode answer = client.post(onnx.path(), onnx.request(), Client.JSON).json();
    assertThat(onnx.faults(answer)).isEmpty();
  }

  @Test
  void thePageCountsTheTokensOfEveryTest() throws IOException {
    Map<String, Long> listed =
        ROW.matcher(Files.readString(Path.of("docs/conformance.md")))
            .results()
            .collect(
                toMap(row -> row.group(1) + " " + row.group(2), row -> Long.valueOf(row.group(3))));
    Map<String, Long> found =
        cases().collect(groupingBy(onnx -> OnnxCases.version(onnx) + " " + name(onnx), counting()));
    assertThat(listed).containsAllEntriesOf(found);
  }

  private static String name(GoldenCase onnx) {
    Matcher name = NAME.matcher(onnx.toString());
    assertThat(name.find()).as(onnx.toString()).isTrue();
    return name.group(1);
  }
}
