package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Mechanism;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A check knows what was drawn, also where a response leaves it out: beyond 100,000 numbers. */
class DrawnParametersTests {

  private static void assertShape(Mechanism mechanism, String request, String shape) {
    JsonNode stage = Checked.report(mechanism, request).at("/stages/0");
    assertThat(stage.get("shape").toString()).isEqualTo(shape);
  }

  private static void assertWeights(Mechanism mechanism, String members) {
    String request = "{%s, \"answer\": {\"weights\": [[1, 0], [0, 1]]}}".formatted(members);
    assertShape(mechanism, request, "[2,2]");
  }

  private static String row(int width, int first) {
    return IntStream.range(0, width)
        .mapToObj(i -> i == 0 ? first + "" : "0")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Test
  void additive() {
    assertWeights(
        Mechanism.ADDITIVE,
        "\"embeddings\": [[1, 2, 5], [3, 4, 5]],"
            + " \"parameters\": {\"random\": {\"seed\": 1, \"dimension\": 16384}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"general", "concat"})
  void multiplicative(String score) {
    assertWeights(
        Mechanism.MULTIPLICATIVE,
        "\"embeddings\": [%s, %s], \"score\": \"%s\", \"parameters\": {\"random\": {\"seed\": 1%s}}"
            .formatted(
                row(400, 1),
                row(400, 2),
                score,
                score.equals("concat") ? ", \"dimension\": 400" : ""));
  }

  @Test
  void cells() {
    assertShape(
        Mechanism.ENCODER_DECODER,
        """
        {"inputs": [[1]],
         "encoder": {"forward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 160}}},
         "decoder": {"cell": {"type": "tanh", "random": {"seed": 2, "hiddenSize": 160}},
                     "inputs": [[1]]},
         "attention": {"score": "none"}, "answer": {"query": [%s]}}
        """
            .formatted(row(160, 0)),
        "[1,160]");
  }

  @Test
  void projections() {
    assertShape(
        Mechanism.SCALED_DOT_PRODUCT,
        """
        {"embeddings": [%s], "projections": {"random": {"seed": 1, "dimension": 300}},
         "answer": {"query": [[0]]}}
        """
            .formatted(row(400, 1)),
        "[1,300]");
  }
}
