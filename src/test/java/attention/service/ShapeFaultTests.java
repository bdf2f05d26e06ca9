package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Json;
import attention.problem.Fault;
import attention.problem.Problem;
import attention.trace.Mechanism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Shapes that do not fit: every one is told at once, with its place and with both shapes. */
class ShapeFaultTests {

  private static final Path CASES = Path.of("src/test/resources/shape-faults.json");

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
    Problem problem =
        Planning.DEFAULT.refusal(refused.get("path").asString(), refused.get("request").toString());
    assertThat(problem.type().status()).isEqualTo(422);
    assertThat(problem.faults())
        .extracting(fault -> fault.location().toString())
        .containsExactlyInAnyOrderElementsOf(
            refused.get("pointers").valueStream().map(JsonNode::asString).toList());
    assertThat(problem.faults())
        .extracting(Fault::detail)
        .allMatch(
            detail -> detail.matches("Expected .*[\\dh].*, found (.*\\d.*|none\\. Add it.*)"));
  }

  @Test
  void everyMechanismHasACase() throws IOException {
    assertThat(cases().map(refused -> refused.get("path").asString()))
        .containsAll(
            Arrays.stream(Mechanism.values()).map(mechanism -> "/attention/" + mechanism).toList());
  }
}
