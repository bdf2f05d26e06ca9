package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Mechanism;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The norm and the rotation can be left out of queries or of keys alone. */
class SidesTests {

  private static final String X = "[[3, 4], [0.6, -0.8], [1.2, 0.5]]";

  private static final String NORMALIZED =
      "[[0.6, 0.8], [0.6, -0.8], [0.9230769230769231, 0.38461538461538464]]";

  /** By 0, 1 and 2, as the positions are. */
  private static final String ROTATED =
      "[[3, 4], [0.9973581714, 0.0726407460], [-0.9540249159, 0.8830834945]]";

  private static JsonNode cause(String stage, String query, String keys) {
    JsonNode report =
        Checked.report(
            Mechanism.SCALED_DOT_PRODUCT,
            """
            {"embeddings": %s, %s,
             "answer": {"%sQuery": %s, "%sKeys": %s}}
            """
                .formatted(
                    X,
                    stage.equals("rotated")
                        ? "\"rotary\": {}"
                        : "\"queryKeyNorm\": {\"type\": \"l2\"}",
                    stage,
                    query,
                    stage,
                    keys));
    assertThat(report.get("causes")).as("%s", report).hasSize(1);
    return report.at("/causes/0");
  }

  @ParameterizedTest
  @CsvSource({"normalized, norm-left-out", "rotated, rotary-left-out"})
  void theDetailNamesTheSide(String stage, String code) {
    String right = stage.equals("rotated") ? ROTATED : NORMALIZED;
    assertThat(cause(stage, right, X).get("code").asString()).isEqualTo(code);
    assertThat(cause(stage, right, X).get("detail").asString()).contains("(keys)");
    assertThat(cause(stage, X, right).get("detail").asString()).contains("(queries)");
    assertThat(cause(stage, X, X).get("detail").asString()).contains("(queries and keys)");
  }

  private static JsonNode ofOneQuery(int index, String query) {
    return Checked.report(
        Mechanism.SCALED_DOT_PRODUCT,
        """
        {"embeddings": %s, "rotary": {}, "queryIndices": [%d],
         "answer": {"rotatedQuery": [%s], "rotatedKeys": %s}}
        """
            .formatted(X, index, query, ROTATED));
  }

  /** A query at position 1 that is not rotated stands where one at position 0 is. */
  @Test
  void oneQueryThatIsNotRotatedMayHaveBeenMoved() {
    JsonNode moved = ofOneQuery(1, "[0.6, -0.8]");
    assertThat(moved.at("/causes/0/code").asString()).isEqualTo("rotary-query-off-by-one");
    assertThat(moved.get("alternatives")).isNull();
    JsonNode notRotated = ofOneQuery(2, "[1.2, 0.5]");
    assertThat(notRotated.at("/causes/0/code").asString()).isEqualTo("rotary-left-out");
    assertThat(notRotated.at("/causes/0/detail").asString()).contains("(queries)");
  }
}
