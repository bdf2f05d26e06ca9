package attention.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a request says about norm and rotation is what happens to its queries and keys. */
class PreparationAnswerTests {

  /** A quarter of a turn for each position. */
  private static final String QUARTERS = "\"frequencies\": [1.5707963267948966]";

  private static JsonNode answer(String members) {
    return Planning.DEFAULT.answer("/attention/scaled-dot-product", "{" + members + "}");
  }

  private static JsonNode norm(String vector, String members) {
    return answer("\"embeddings\": [%s], \"queryKeyNorm\": {%s}".formatted(vector, members));
  }

  private static void assertNumbers(JsonNode found, double... expected) {
    double[] numbers = found.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    assertThat(numbers).containsExactly(expected, within(1e-5));
  }

  private static double[] numbers(String spaced) {
    return Arrays.stream(spaced.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /**
   * The root mean square of 1, 7, 5, 5 is 5, the length 10; 6 and 8 deviate by 1 from their mean.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1, 7, 5, 5] | "type": "rms"                             | 0.2 1.4 1 1
          [1, 7, 5, 5] | "type": "l2"                              | 0.1 0.7 0.5 0.5
          [1, 7, 5, 5] | "type": "l2", "epsilon": 20               | 0.05 0.35 0.25 0.25
          [1, 7, 5, 5] | "type": "rms", "epsilon": 75              | 0.1 0.7 0.5 0.5
          [1, 7, 5, 5] | "type": "rms", "query": [5, 10, 0, -1]    | 1 14 0 -1
          [6, 8]       | "type": "layer"                           | -1 1
          [6, 8]       | "type": "layer", "query": [2, 3]          | -2 3
          [6, 8]       | "type": "layer", "queryBias": [10, 20]    | 9 21
          [6, 8]       | "type": "layer", "query": [2, 3], "queryBias": [10, 20] | 8 23
          """)
  void aQueryIsNormalizedAsItsNormSays(String vector, String members, String expected) {
    assertNumbers(norm(vector, members).at("/rows/0/normalizedQuery"), numbers(expected));
  }

  @Test
  void gainAndBiasOfTheKeysAreNotThoseOfTheQueries() {
    JsonNode answer =
        norm(
            "[6, 8]",
            "\"type\": \"layer\", \"query\": [2, 3], \"key\": [4, 5], \"keyBias\": [1, 1]");
    assertNumbers(answer.at("/rows/0/normalizedQuery"), -2, 3);
    assertNumbers(answer.at("/normalizedKeys/0"), -3, 6);
  }

  @ParameterizedTest
  @CsvSource({"head, 0.6 0.8, 0 1", "all, 0.36 0.48, 0 0.8"})
  void aNormIsOverEachHeadOrOverAllOfThem(String over, String first, String second) {
    JsonNode heads =
        Planning.DEFAULT
            .answer(
                "/attention/multi-head",
                """
                {"heads": 2, "embeddings": [[9, 12, 0, 20]],
                 "queryKeyNorm": {"type": "l2", "over": "%s"}}
                """
                    .formatted(over))
            .at("/rows/0/heads");
    assertNumbers(heads.at("/0/normalizedQuery"), numbers(first));
    assertNumbers(heads.at("/1/normalizedQuery"), numbers(second));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "rotary": {%s}                             | 2 3   | -3 2
          "rotary": {%s}, "mask": {"offset": 1}      | -3 2  | -2 -3
          "rotary": {%s, "positions": [3, 0]}        | 3 -2  | 2 3
          "rotary": {%s, "keyPositions": [2, 2]}     | 2 3   | -3 2
          """)
  void aQueryIsTurnedToItsPosition(String members, String first, String second) {
    JsonNode rows =
        answer("\"embeddings\": [[2, 3], [2, 3]], " + members.formatted(QUARTERS)).get("rows");
    assertNumbers(rows.at("/0/rotatedQuery"), numbers(first));
    assertNumbers(rows.at("/1/rotatedQuery"), numbers(second));
  }

  @Test
  void aVectorOfZerosHasNoLengthToBeDividedBy() {
    JsonNode warning =
        answer(
                "\"embeddings\": [[0, 0], [1, 2]], \"queryKeyNorm\": {\"type\": \"rms\", \"epsilon\": 0}")
            .at("/rows/0/warnings/0");
    assertThat(warning.get("stage").stringValue()).isEqualTo("normalizedQuery");
    assertThat(warning.get("detail").stringValue()).contains("An epsilon above 0 helps");
  }

  @Test
  void aKeyIsTurnedToItsOwnPosition() {
    String members = "\"embeddings\": [[2, 3], [2, 3]], \"rotary\": {%s, \"keyPositions\": [2, 4]}";
    JsonNode keys = answer(members.formatted(QUARTERS)).get("rotatedKeys");
    assertNumbers(keys.get(0), -2, -3);
    assertNumbers(keys.get(1), 2, 3);
  }

  @Test
  void onlyTheFirstColumnsOfAHeadAreTurnedIfADimensionSaysSo() {
    String vectors = "\"queries\": [[2, 3, 4, 5]], \"keys\": [[1, 1, 1, 1]], ";
    String rotary = "\"rotary\": {\"positions\": [1], \"dimension\": 2, %s}";
    assertNumbers(
        answer(vectors + rotary.formatted(QUARTERS)).at("/rows/0/rotatedQuery"), -3, 2, 4, 5);
  }

  /** 100^(−2/4) = 1/10: the second pair turns as far at position 10 as the first at position 1. */
  @Test
  void theFrequenciesAreThoseOfTheBase() {
    String body =
        """
        "queries": [[%s]], "keys": [[1, 1, 1, 1]],
        "rotary": {"base": 100, "positions": [%d]}, "include": ["rotatedQuery"]
        """;
    JsonNode near = answer(body.formatted("2, 0, 3, 0", 1)).at("/rows/0/rotatedQuery");
    JsonNode far = answer(body.formatted("0, 2, 0, 3", 10)).at("/rows/0/rotatedQuery");
    assertNumbers(far, 0, near.get(0).asDouble(), 0, near.get(2).asDouble());
    assertThat(near.get(0).asDouble()).isCloseTo(2 * Math.cos(1) - 3 * Math.sin(1), within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({"false, 0.6 0, 0 0.6", "true, -0.8 0, -4 3"})
  void theNormIsBeforeTheRotationUnlessTheRequestTurnsThemRound(
      boolean afterRotary, String normalized, String rotated) {
    JsonNode row =
        answer(
                """
                "queries": [[3, 4]], "keys": [[1, 1]], "rotary": {"positions": [1], %s},
                "queryKeyNorm": {"type": "l2", "query": [1, 0], "afterRotary": %s}
                """
                    .formatted(QUARTERS, afterRotary))
            .at("/rows/0");
    assertNumbers(row.get("normalizedQuery"), numbers(normalized));
    assertNumbers(row.get("rotatedQuery"), numbers(rotated));
  }
}
