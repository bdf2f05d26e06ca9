package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request says about encoder, decoder and attention is what the answer is computed from. */
class RecurrentAnswerTests {

  /** States of 2, annotations of 3: 2 forward and 1 backward. */
  private static ObjectNode request(String decoder, String attention) {
    return (ObjectNode)
        Json.read(
            """
            {"inputs": [[1], [2], [3]],
             "encoder": {"forward": {"type": "gru", "random": {"seed": 1, "hiddenSize": 2}},
                         "backward": {"type": "lstm", "random": {"seed": 2, "hiddenSize": 1}}},
             "decoder": {"cell": {"type": "tanh", "random": {"seed": 3, "hiddenSize": 2}}, %s},
             "attention": {%s}}
            """
                .formatted(decoder, attention));
  }

  private static JsonNode answer(ObjectNode request) {
    return Planning.DEFAULT.answer("/attention/encoder-decoder", Json.write(request));
  }

  private static JsonNode rows(String decoder) {
    return answer(request(decoder, "\"score\": \"none\"")).get("rows");
  }

  @ParameterizedTest
  @CsvSource({
    "general, '{\"seed\": 4}'",
    "additive, '{\"seed\": 4, \"dimension\": 5}'",
    "concat, '{\"seed\": 4, \"dimension\": 5}'"
  })
  void whatIsDrawnCanBeGivenInItsPlace(String score, String random) {
    ObjectNode request =
        request(
            "\"inputs\": [[1], [2]]",
            "\"score\": \"%s\", \"parameters\": {\"random\": %s}".formatted(score, random));
    JsonNode answer = answer(request);
    ((ObjectNode) request.get("decoder")).set("cell", answer.at("/decoder/cell"));
    request.set("encoder", answer.get("encoder"));
    request.set("attention", answer.get("attention"));
    assertThat(request.toString()).doesNotContain("random");
    JsonNode given = answer(request);
    assertThat(given.get("rows")).isEqualTo(answer.get("rows"));
    assertThat(given.propertyNames()).doesNotContain("encoder", "decoder", "attention");
  }

  @Test
  void aDecoderStartsWhereABridgeLeadsIt() {
    String zeros = "\"inputs\": [[1]], \"bridge\": {\"from\": \"%s\", \"weights\": %s}";
    JsonNode atZero = rows("\"inputs\": [[1]], \"initialState\": [0, 0]");
    assertThat(rows(zeros.formatted("backward", "[[0, 0]]"))).isEqualTo(atZero);
    assertThat(rows(zeros.formatted("forward", "[[0, 0], [0, 0]]"))).isEqualTo(atZero);
    assertThat(rows(zeros.formatted("forward", "[[1, 0], [0, 1]]"))).isNotEqualTo(atZero);
  }

  @Test
  void withoutABridgeADecoderStartsWhereTheRequestOrTheEncoderSays() {
    JsonNode handed = rows("\"inputs\": [[1]]");
    JsonNode given = rows("\"inputs\": [[1]], \"initialState\": [0.5, 0.25]");
    assertThat(given.at("/0/query").toString()).isEqualTo("[0.5,0.25]");
    assertThat(handed.at("/0/query")).isNotEqualTo(given.at("/0/query"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aDecoderWithoutAnEndGeneratesAsManyStepsAsItMay(int steps) {
    String generate =
        """
        "readout": {"weights": [[1, 0], [0, 1], [0, 0], [0, 0], [0, 0]]},
        "generate": {"embeddings": [[1], [2]], "start": 1, "steps": %d}
        """;
    assertThat(rows(generate.formatted(steps))).hasSize(steps);
  }

  /** Every step predicts the second token, by the bias alone. */
  @Test
  void generationEndsWithTheTokenThatEndsIt() {
    String generate =
        """
        "readout": {"weights": [[0, 0], [0, 0], [0, 0], [0, 0], [0, 0]], "bias": [0, 1]},
        "generate": {"embeddings": [[1], [2]], "start": 0, "end": %d, "steps": 3}
        """;
    assertThat(rows(generate.formatted(1))).hasSize(1);
    assertThat(rows(generate.formatted(0))).hasSize(3);
  }
}
