package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Shapes that do not fit: every one is told at once, with its place and with both shapes. */
@ServiceTest
class ShapeFaultTests {

  private static final Path CASES = Path.of("src/test/resources/shape-faults.json");

  private final Client client;

  ShapeFaultTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  private static Stream<JsonNode> cases() throws IOException {
    return Json.read(Files.readAllBytes(CASES)).valueStream();
  }

  @TestFactory
  Stream<DynamicTest> everyShapeThatDoesNotFitIsToldWithBothShapes() throws IOException {
    return cases()
        .map(refused ->
            DynamicTest.dynamicTest(refused.get("case").asString(), () -> assertTold(refused)));
  }

  private void assertTold(JsonNode refused) {
    Answer answer = client.post(refused.get("path").asString(), refused.get("request").toString());
    Problem problem = answer.problem(422);
    assertThat(problem.pointers())
        .containsExactlyElementsOf(
            refused.get("pointers").valueStream().map(JsonNode::asString).toList());
    assertThat(problem.details())
        .allMatch(
            detail -> detail.matches("Expected .*[\\dh].*, found (.*\\d.*|none\\. Add it\\.)"));
  }

  @Test
  void everyMechanismHasACase() throws IOException {
    assertThat(cases().map(refused -> refused.get("path").asString()))
        .containsAll(
            client
                .get("/attention")
                .json()
                .get("mechanisms")
                .valueStream()
                .map(mechanism -> mechanism.get("path").asString())
                .toList());
  }
}
