package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Client;
import attention.http.ConformancePage;
import attention.http.GoldenCase;
import attention.http.OnnxCases;
import attention.http.ServiceTest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The ONNX project's own tests of its operator Attention, over HTTP. */
@ServiceTest
class OnnxConformanceTests {

  private final Client client;

  OnnxConformanceTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  @BeforeAll
  static void require() {
    OnnxCases.ATTENTION.require();
  }

  static Stream<GoldenCase> cases() {
    return OnnxCases.ATTENTION.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theAnswerContainsWhatOnnxExpects(GoldenCase onnx) {
    JsonNode answer = client.post(onnx.path(), onnx.request(), Client.JSON).json();
    assertThat(onnx.faults(answer)).isEmpty();
  }

  @Test
  void thePageListsEveryCase() {
    assertThat(cases().map(GoldenCase::toString).toList()).isSubsetOf(ConformancePage.read().all());
  }

  @Test
  void everyCaseThatThePageListsOfAVersionIsThere() {
    Map<String, Set<String>> listed = ConformancePage.read().agreeing();
    Set<String> found = cases().map(GoldenCase::toString).collect(Collectors.toSet());
    Set<String> versions = cases().map(OnnxCases::version).collect(Collectors.toSet());
    assertThat(listed.keySet()).containsAll(versions);
    versions.forEach(version -> assertThat(found).as(version).containsAll(listed.get(version)));
  }
}
