package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a decoder and its attention may have beside each other: a bridge, a readout, a loop. */
class RecurrentFaultTests {

  private static final String PATH = "/attention/encoder-decoder";

  /** States of 2, annotations of 3: 2 forward and 1 backward. */
  private static String request(String decoder, @Nullable String attention) {
    return """
    {"inputs": [[1], [2], [3]],
     "encoder": {"forward": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}},
                 "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}},
     "decoder": {"cell": {"type": "%s", "random": {"seed": 1, "hiddenSize": 2}}, %s},
     "attention": {"score": %s}}
    """
        .formatted(
            decoder.contains("initialCell") ? "lstm" : "tanh",
            decoder,
            attention == null
                ? "\"additive\", \"parameters\": {\"random\": {\"seed\": 1, \"dimension\": 4}}"
                : attention);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "inputs": [[1]] |
          "inputs": [[1]], "initialState": [1, 2] |
          "inputs": [[1]], "initialState": [1, 2], "initialCell": [1, 2] |
          "inputs": [[1]], "bridge": {"from": "backward", "weights": [[1, 2]]} |
          "inputs": [[1]], "bridge": {"from": "forward", "weights": [[1, 2], [3, 4]], "bias": [1, 2]} |
          "inputs": [[1]], "readout": {"weights": [[1], [2], [3], [4], [5]], "tokens": ["a"]} |
          "readout": {"weights": [[1, 1], [2, 1], [3, 1], [4, 1], [5, 1]]}, "generate": {"embeddings": [[1], [2]], "start": 1, "end": 0, "steps": 2} |
          "inputs": [[1]] | "none"
          "inputs": [[1]] | "general", "parameters": {"random": {"seed": 1}}, "query": "current", "combine": {"weights": [[1], [2], [3], [4], [5]]}, "inputFeeding": true
          """)
  void isAnswered(String decoder, @Nullable String attention) {
    assertThat(Planning.DEFAULT.answer(PATH, request(decoder, attention)).get("rows")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "tokens": ["a"] | | dependent-member at #/decoder/inputs
          "inputs": [[1]], "initialState": [1] | | shape-mismatch at #/decoder/initialState
          "inputs": [[1]], "initialState": [1, 2], "initialCell": [1] | | shape-mismatch at #/decoder/initialCell
          "inputs": [[1]], "initialState": [1, 2], "bridge": {"from": "forward", "weights": [[1, 2], [3, 4]]} | | exclusive-member at #/decoder/bridge
          "inputs": [[1]], "bridge": {"from": "forward", "weights": [[1, 2]]} | | shape-mismatch at #/decoder/bridge/weights
          "inputs": [[1]], "bridge": {"from": "backward", "weights": [[1, 2], [3, 4]]} | | shape-mismatch at #/decoder/bridge/weights
          "inputs": [[1]], "readout": {"weights": [[1], [2]]} | | shape-mismatch at #/decoder/readout/weights
          "inputs": [[1]], "readout": {"weights": [[1], [2], [3], [4], [5]], "tokens": ["a", "b"]} | | shape-mismatch at #/decoder/readout/tokens
          "generate": {"embeddings": [[1]], "start": 0, "steps": 2} | | dependent-member at #/decoder/readout
          "inputs": [[1]], "readout": {"weights": [[1], [2], [3], [4], [5]]}, "generate": {"embeddings": [[1]], "start": 0, "steps": 2} | | exclusive-member at #/decoder/generate
          "readout": {"weights": [[1], [2], [3], [4], [5]]}, "generate": {"embeddings": [[1], [2]], "start": 0, "steps": 2} | | shape-mismatch at #/decoder/generate/embeddings
          "readout": {"weights": [[1], [2], [3], [4], [5]]}, "generate": {"embeddings": [[1]], "start": 1, "steps": 2} | | value-out-of-range at #/decoder/generate/start
          "readout": {"weights": [[1], [2], [3], [4], [5]]}, "generate": {"embeddings": [[1]], "start": 0, "end": 1, "steps": 2} | | value-out-of-range at #/decoder/generate/end
          "readout": {"weights": [[1], [2], [3], [4], [5]]}, "generate": {"embeddings": [[1]], "start": 0, "steps": 0} | | value-out-of-range at #/decoder/generate/steps
          "inputs": [[1]] | "dot" | shape-mismatch at #/attention/score
          "inputs": [[1]] | "none", "inputFeeding": true | dependent-member at #/attention/combine
          "inputs": [[1]] | "none", "combine": {"weights": [[1], [2], [3], [4], [5]]} | exclusive-member at #/attention/combine
          "inputs": [[1]] | "none", "query": "current", "combine": {"weights": [[1], [2]]} | shape-mismatch at #/attention/combine/weights
          """)
  void isRefused(String decoder, String attention, String fault) {
    assertThat(Planning.DEFAULT.refused(PATH, request(decoder, attention))).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "scale, 2",
    "softcap, 2",
    "bias, '[[1, 2, 3]]'",
    "sink, 0",
    "normalization, \"softmax\""
  })
  void withoutAScoreNothingShapesIt(String member, String value) {
    String none = request("\"inputs\": [[1]]", "\"none\"");
    String shaped = none.strip().replaceFirst("}$", ", \"%s\": %s}".formatted(member, value));
    assertThat(Planning.DEFAULT.refused(PATH, shaped))
        .containsExactly("exclusive-member at #/" + member);
  }

  @Test
  void onlyAnLstmStartsFromACell() {
    String lstm = "\"inputs\": [[1]], \"initialState\": [1, 2], \"initialCell\": [1, 2]";
    assertThat(Planning.DEFAULT.refused(PATH, request(lstm, null).replace("lstm", "gru")))
        .containsExactly("exclusive-member at #/decoder/initialCell");
  }

  @Test
  void aBridgeNeedsTheStateThatItReads() {
    String bridge =
        "\"inputs\": [[1]], \"bridge\": {\"from\": \"backward\", \"weights\": [[1, 2]]}";
    String forward = request(bridge, null).replaceFirst(",\\s*\"backward\": \\{\"type\".*?}}", "");
    assertThat(Planning.DEFAULT.refused(PATH, forward))
        .containsExactly("dependent-member at #/encoder/backward");
  }
}
