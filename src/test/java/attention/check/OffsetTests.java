package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Mechanism;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** An offset counts for the slopes of alibi too, whether anything is masked or not. */
class OffsetTests {

  @ParameterizedTest
  @ValueSource(strings = {"", "\"window\": {\"left\": 9}, "})
  void ignoredByTheSlopes(String more) {
    JsonNode report =
        Checked.report(
            Mechanism.MULTI_HEAD,
            """
            {"embeddings": [[0], [0], [0]], "heads": 1, "alibi": {"slopes": [0.5]},
             "mask": {%s"offset": -1},
             "answer": {"biasedScores": [[[0, -0.5, -1], [-0.5, 0, -0.5], [-1, -0.5, 0]]]}}
            """
                .formatted(more));
    assertThat(report.get("causes")).hasSize(1);
    assertThat(report.at("/causes/0/code").asString()).isEqualTo("offset-ignored");
  }
}
