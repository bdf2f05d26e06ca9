package attention.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.http.GoldenCase;
import attention.http.Json;
import attention.request.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A plan gives the numbers that other programs computed. */
class PlannedAnswerTests {

  @ParameterizedTest
  @MethodSource("attention.http.GoldenCase#all")
  void theAnswerContainsWhatOthersComputed(GoldenCase golden) {
    assertThat(golden.faults(Planning.DEFAULT.answer(golden.path(), golden.request()))).isEmpty();
  }

  /** What was drawn is returned in the form of a request, whose answer is the same. */
  @ParameterizedTest
  @EnumSource(Subject.class)
  void whatIsDrawnCanBeGiven(Subject subject) {
    ObjectNode request = subject.over(Subject.drawn(4, 6));
    JsonNode answer = Planning.DEFAULT.answer(subject.path(), Json.write(request));
    for (String drawn : new String[] {"projections", "parameters"}) {
      assertThat(answer.has(drawn)).isEqualTo(request.has(drawn));
      if (answer.has(drawn)) {
        request.set(drawn, answer.get(drawn));
      }
    }
    JsonNode given = Planning.DEFAULT.answer(subject.path(), Json.write(request));
    assertThat(given.has("projections")).isFalse();
    assertThat(given.has("parameters")).isFalse();
    assertThat(given.get("rows")).isEqualTo(answer.get("rows"));
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void onlyTheMembersAskedForAreThere(Subject subject) {
    ObjectNode request = subject.over(Subject.drawn(2, 6));
    request.putArray("include").add("weights");
    JsonNode row = Planning.DEFAULT.answer(subject.path(), Json.write(request)).at("/rows/1");
    JsonNode head = row.has("heads") ? row.at("/heads/1") : row;
    assertThat(head.has("weights")).isTrue();
    assertThat(head.has("scores")).isFalse();
    assertThat(row.has("context") || row.has("output")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"100000, '', true", "100001, '', false", "100001, 'parameters', true"})
  void muchThatIsDrawnIsThereOnlyIfAskedFor(int width, String include, boolean there) {
    String members = include.isEmpty() ? "" : ", \"include\": [\"%s\"]".formatted(include);
    String body =
        "{\"queries\": [[1]], \"keys\": [[%s1]], \"score\": \"general\", \"parameters\": {\"random\": {\"seed\": 1}}%s}"
            .formatted("0,".repeat(width - 1), members);
    Planning planning =
        new Planning(new Limits(5_000_000, 65_536, 200_000, 1L << 30, 1L << 36, 256, 1L << 30));
    JsonNode answer = planning.answer("/attention/multiplicative", body);
    assertThat(answer.has("parameters")).isEqualTo(there);
  }

  @Test
  void contributionsAreThereOnlyIfAskedFor() {
    String body = "{\"embeddings\": [[1, 2], [3, 4]]%s}";
    assertThat(row(body.formatted("")).has("contributions")).isFalse();
    assertThat(row(body.formatted("")).has("context")).isTrue();
    JsonNode row = row(body.formatted(", \"include\": [\"contributions\"]"));
    assertThat(row.has("contributions")).isTrue();
    assertThat(row.has("context")).isFalse();
  }

  private static JsonNode row(String body) {
    return Planning.DEFAULT.answer("/attention/self", body).at("/rows/0");
  }

  @Test
  void queriesAndKeysHaveTheirOwnLabels() {
    JsonNode answer =
        Planning.DEFAULT.answer(
            "/attention/scaled-dot-product",
            """
            {"queries": [[1], [2]], "keys": [[3], [4], [5]],
             "queryTokens": ["q", "r"], "tokens": ["a", "b", "c"], "queryIndices": [1]}
            """);
    assertThat(answer.get("tokens").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
    assertThat(answer.at("/rows/0/queryIndex").asInt()).isEqualTo(1);
    assertThat(answer.at("/rows/0/token").asString()).isEqualTo("r");
  }

  /** One query over three keys that all score 0, 1 and 2 before the stages. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "scale": 0                                 | 1, 1, 1
          "bias": [[0, -1, -2]]                      | 1, 1, 1
          "scale": 2, "bias": [[0, -2, -4]]          | 1, 1, 1
          "bias": [[0, null, -2]]                    | 1, 0, 1
          "mask": {"keys": [true, false, true]}, "scale": 0 | 1, 0, 1
          "mask": {"allowed": [[false, true, true]]}, "scale": 0 | 0, 1, 1
          "mask": {"causal": true}                   | 1, 0, 0
          "mask": {"causal": true, "offset": 1}, "scale": 0 | 1, 1, 0
          "mask": {"window": {"left": 0, "right": 0}}| 1, 0, 0
          "mask": {"window": {"left": 0, "right": 1}}, "scale": 0 | 1, 1, 0
          "mask": {"window": {"right": 0}, "offset": 1}, "scale": 0 | 1, 1, 0
          "mask": {"window": {"left": 0}, "offset": 1}, "scale": 0 | 0, 1, 1
          """)
  void theStagesChangeTheWeights(String members, String parts) {
    JsonNode row =
        Planning.DEFAULT
            .answer(
                "/attention/scaled-dot-product",
                "{\"queries\": [[1]], \"keys\": [[0], [1], [2]], %s}"
                    .formatted(members)
                    .getBytes(StandardCharsets.UTF_8))
            .at("/rows/0/weights");
    double[] expected = Arrays.stream(parts.split(", ")).mapToDouble(Double::parseDouble).toArray();
    double sum = Arrays.stream(expected).sum();
    for (int j = 0; j < expected.length; j++) {
      assertThat(row.get(j).asDouble()).isCloseTo(expected[j] / sum, within(1e-6));
    }
  }
}
