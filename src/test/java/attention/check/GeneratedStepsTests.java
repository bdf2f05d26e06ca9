package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Mechanism;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A decoder that is fed by its own predictions has the rows that it answers, not more. */
class GeneratedStepsTests {

  private static final String ALWAYS_1 = "{\"weights\": [[0, 0], [0, 0]], \"bias\": [0, 1]}";

  /** A decoder whose state is tanh of what it is fed: 0 at first, then 0 or 1. */
  private static JsonNode report(String generate, String readout, String state) {
    return report("\"input\": [[1], [0]], \"hidden\": [[0]]", readout, generate, state);
  }

  private static JsonNode report(String cell, String readout, String generate, String state) {
    return Checked.report(
        Mechanism.ENCODER_DECODER,
        """
        {"inputs": [[1]],
         "encoder": {"forward": {"type": "tanh", "input": [[1]], "hidden": [[0]]}},
         "decoder": {"cell": {"type": "tanh", %s}, "initialState": [2], "readout": %s,
                     "generate": {"embeddings": [[0], [1]], "start": 0, %s}},
         "attention": {"score": "none"}, "answer": {"state": %s}}
        """
            .formatted(cell, readout, generate, state));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'\"end\": 1, \"steps\": 3'; [[0]]; true; 1",
        "'\"end\": 1, \"steps\": 3'; [[0], [5], [6]]; false; 1",
        "'\"end\": 1, \"steps\": 3'; [[0], [0.7615942], [0.7615942]]; false; 1",
        "'\"end\": 0, \"steps\": 3'; [[0], [0.7615942], [0.7615942]]; true; 3",
        "'\"steps\": 2'; [[0], [0.7615942]]; true; 2",
      })
  void aPredictionEndsIt(String generate, String state, boolean agrees, int rows) {
    JsonNode stage = report(generate, ALWAYS_1, state).at("/stages/0");
    assertThat(stage.get("agrees").booleanValue()).isEqualTo(agrees);
    assertThat(stage.get("shape").toString()).isEqualTo("[%d,1]".formatted(rows));
  }

  @Test
  void aPredictionThatIsNullEndsIt() {
    String readout = "{\"weights\": [[0, 3e38], [0, 0]], \"bias\": [0, 3e38]}";
    JsonNode stage = report("\"steps\": 3", readout, "[[0], [0.7615942]]").at("/stages/0");
    assertThat(stage.get("shape").toString()).isEqualTo("[2,1]");
    assertThat(stage.get("agrees").booleanValue()).isTrue();
  }

  /** The right state is tanh 2 at first and predicts 1; zeros predict 0 and stay zeros. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"1; [[0], [0], [0]]", "0; [[0]]"})
  void aMistakeEndsWhereItsOwnPredictionsDo(int end, String state) {
    JsonNode report =
        report(
            "\"input\": [[0], [0]], \"hidden\": [[1]]",
            "{\"weights\": [[0, 1], [0, 0]], \"bias\": [0.5, 0]}",
            "\"end\": %d, \"steps\": 3".formatted(end),
            state);
    assertThat(report.at("/causes/0/code").asString()).isEqualTo("decoder-starts-from-zeros");
    assertThat(report.get("causes")).hasSize(1);
  }
}
