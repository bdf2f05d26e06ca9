package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Mechanism;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * A cell that reads backwards over 1 and 2, without a state of its own: its states are tanh 2 and
 * tanh 1 as computed, and a bridge takes either the last one or the one beside the first input.
 */
class BackwardBridgeTests {

  @ParameterizedTest
  @CsvSource({"1, (in the order of computing)", "2, for the bridge too"})
  void aBridgeMayTakeTheFirstOfTheStates(double bridged, String detail) {
    double ahead = Math.tanh(1);
    double start = Math.tanh(Math.tanh(bridged));
    JsonNode report =
        Checked.report(
            Mechanism.ENCODER_DECODER,
            """
            {"inputs": [[1], [2]], "dtype": "float64",
             "encoder": {"forward": {"type": "tanh", "input": [[1]], "hidden": [[0]]},
                         "backward": {"type": "tanh", "input": [[1]], "hidden": [[0]]}},
             "decoder": {"cell": {"type": "tanh", "input": [[1], [0], [0]], "hidden": [[1]]},
                         "inputs": [[0.5]],
                         "bridge": {"weights": [[1]], "from": "backward"}},
             "attention": {"score": "none"},
             "answer": {"annotations": [[%s, %s], [%s, %s]], "state": [[%s]]}}
            """
                .formatted(
                    ahead, Math.tanh(2), Math.tanh(2), Math.tanh(1), Math.tanh(0.5 + start)));
    assertThat(report.at("/causes/0/code").asString()).isEqualTo("backward-not-reversed");
    assertThat(report.at("/causes/0/detail").asString()).contains(detail);
  }
}
