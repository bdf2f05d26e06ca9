package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members that contradict each other, miss each other, or are out of range. */
class MemberFaultTests {

  private static void assertRefused(String path, String body, String faults) {
    assertThat(Planning.DEFAULT.refused("/attention/" + path, body))
        .containsExactlyInAnyOrder(faults.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                | dependent-member at #/embeddings
          {"values": [[1]]}                                 | dependent-member at #/queries, dependent-member at #/keys
          {"queries": [[1]]}                                | dependent-member at #/keys
          {"keys": [[1]]}                                   | dependent-member at #/queries
          {"embeddings": [[1]], "queries": [[1]]}           | exclusive-member at #/queries
          {"embeddings": [[1]], "keys": [[1]]}              | exclusive-member at #/keys
          {"embeddings": [[1]], "values": [[1]]}            | exclusive-member at #/values
          {"embeddings": [[1]], "queryTokens": ["a"]}       | exclusive-member at #/queryTokens
          """)
  void theVectorsAreEmbeddingsOrQueriesAndKeys(String body, String faults) {
    assertRefused("scaled-dot-product", body, faults);
    assertRefused(
        "multi-head",
        "{\"heads\": 1" + (body.equals("{}") ? "" : ", ") + body.substring(1),
        faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "biases": {"query": [1]}                          | dependent-member at #/projections/query
          "biases": {"key": [1], "value": [2]}              | dependent-member at #/projections/key, dependent-member at #/projections/value
          "random": {"seed": 1, "dimension": 2}, "query": [[1], [2]]   | exclusive-member at #/projections/query
          "random": {"seed": 1, "dimension": 2}, "key": [[1], [2]]     | exclusive-member at #/projections/key
          "random": {"seed": 1, "dimension": 2}, "value": [[1], [2]]   | exclusive-member at #/projections/value
          "random": {"seed": 1, "dimension": 2}, "biases": {} | exclusive-member at #/projections/biases
          "random": {"seed": -1, "dimension": 2}            | value-out-of-range at #/projections/random/seed
          "random": {"seed": 4294967296, "dimension": 2}    | value-out-of-range at #/projections/random/seed
          "random": {"seed": 1, "dimension": 0}             | value-out-of-range at #/projections/random/dimension
          "random": {"seed": 1, "dimension": 16385}         | value-out-of-range at #/projections/random/dimension
          """)
  void aProjectionIsGivenOrDrawn(String members, String faults) {
    String embeddings =
        "{\"embeddings\": [[1, 2], [3, 4]], \"projections\": {%s}".formatted(members);
    assertRefused("scaled-dot-product", embeddings + "}", faults);
    assertRefused("multi-head", embeddings + ", \"heads\": 1}", faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          scaled-dot-product | {"embeddings": [[1, 2]], "projections": {"random": {"seed": 1, "dimension": 2, "output": true}}}             | exclusive-member at #/projections/random/output
          multi-head | {"heads": 1, "embeddings": [[1, 2]], "projections": {"random": {"seed": 1, "dimension": 2}, "output": [[1], [2]]}}   | exclusive-member at #/projections/output
          multi-head | {"heads": 1, "embeddings": [[1, 2]], "projections": {"biases": {"output": [1, 2]}}}                                  | dependent-member at #/projections/output
          multi-head | {"heads": 1, "embeddings": [[1, 2]], "projections": {"output": [[1]]}}                                               | shape-mismatch at #/projections/output
          multi-head | {"heads": 2, "embeddings": [[1, 2]], "projections": {"random": {"seed": 1, "dimension": 3}}}                         | shape-mismatch at #/heads
          multi-head | {"heads": 0, "embeddings": [[1, 2]]}                                                                                 | value-out-of-range at #/heads
          multi-head | {"heads": -2, "embeddings": [[1, 2]]}                                                                                | value-out-of-range at #/heads
          multi-head | {"heads": 4, "keyValueHeads": 3, "embeddings": [[1, 2, 3, 4]]}                                                       | shape-mismatch at #/keyValueHeads
          multi-head | {"heads": 2, "keyValueHeads": 0, "embeddings": [[1, 2]]}                                                             | value-out-of-range at #/keyValueHeads
          multi-head | {"heads": 2, "queries": [[1, 2]], "keys": [[1, 2]], "values": [[1, 2, 3]]}                                           | shape-mismatch at #/values
          multi-head | {"heads": 2, "embeddings": [[1, 2]], "projections": {"value": [[1], [2]]}}                                           | shape-mismatch at #/projections/value
          multi-head | {"heads": 2, "queries": [[1, 2]], "keys": [[1, 2, 3, 4]]}                                                            | shape-mismatch at #/keys
          multi-head | {"heads": 2, "embeddings": [[1, 2]], "projections": {"key": [[1], [2]]}}                                             | shape-mismatch at #/projections/key
          multi-head | {"heads": 2, "embeddings": [[1, 2]], "projections": {"query": [[1, 2, 3, 4], [5, 6, 7, 8]]}}                         | shape-mismatch at #/projections/query
          multi-head | {"heads": 2, "keyValueHeads": 1, "embeddings": [[1, 2]]}                                                             | shape-mismatch at #/keyValueHeads
          multi-head | {"heads": 2, "embeddings": [[1, 2]], "headBias": [[[0]]]}                                                            | shape-mismatch at #/headBias
          multi-head | {"heads": 2, "embeddings": [[1, 2]], "headBias": [[[0]], [[0, 0]]]}                                                  | shape-mismatch at #/headBias/1
          """)
  void severalHeadsDivideTheirWidths(String path, String body, String faults) {
    assertRefused(path, body, faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          dot     |                                                | null
          dot     | {}                                             | exclusive-member at #/parameters
          dot     | {"weights": [[1]]}                             | exclusive-member at #/parameters
          general |                                                | dependent-member at #/parameters
          general | {}                                             | dependent-member at #/parameters/weights
          general | {"weights": [[1]], "energy": [1]}              | exclusive-member at #/parameters/energy
          general | {"weights": [[1]], "random": {"seed": 1}}      | exclusive-member at #/parameters/weights
          general | {"random": {"seed": 1, "dimension": 2}}        | exclusive-member at #/parameters/random/dimension
          general | {"random": {"seed": -1}}                       | value-out-of-range at #/parameters/random/seed
          general | {"weights": [[1, 2]]}                          | shape-mismatch at #/parameters/weights
          concat  |                                                | dependent-member at #/parameters
          concat  | {}                                             | dependent-member at #/parameters/weights, dependent-member at #/parameters/energy
          concat  | {"weights": [[1], [2]]}                        | dependent-member at #/parameters/energy
          concat  | {"energy": [1]}                                | dependent-member at #/parameters/weights
          concat  | {"random": {"seed": 1}}                        | dependent-member at #/parameters/random/dimension
          concat  | {"random": {"seed": 1, "dimension": 0}}        | value-out-of-range at #/parameters/random/dimension
          concat  | {"random": {"seed": 1, "dimension": 2}, "energy": [1, 2]} | exclusive-member at #/parameters/energy
          concat  | {"weights": [[1], [2]], "energy": [1, 2]}      | shape-mismatch at #/parameters/energy
          """)
  void aScoreOfLuongHasItsOwnParameters(String score, String parameters, String faults) {
    String body =
        "{\"score\": \"%s\", \"embeddings\": [[1], [2]], \"parameters\": %s}"
            .formatted(score, parameters);
    if (faults.equals("null")) {
      assertThat(Planning.DEFAULT.planned("/attention/multiplicative", body).rowCount())
          .isEqualTo(2);
    } else {
      assertRefused("multiplicative", body, faults);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                        | dependent-member at #/parameters/query, dependent-member at #/parameters/key, dependent-member at #/parameters/energy
          {"query": [[1]], "key": [[1]]}                            | dependent-member at #/parameters/energy
          {"query": [[1]], "energy": [1]}                           | dependent-member at #/parameters/key
          {"key": [[1]], "energy": [1]}                             | dependent-member at #/parameters/query
          {"random": {"seed": 1, "dimension": 1}, "bias": [1]}      | exclusive-member at #/parameters/bias
          {"random": {"seed": 1, "dimension": 1}, "query": [[1]]}   | exclusive-member at #/parameters/query
          {"random": {"seed": 1, "dimension": 1}, "key": [[1]]}     | exclusive-member at #/parameters/key
          {"random": {"seed": 1, "dimension": 1}, "energy": [1]}    | exclusive-member at #/parameters/energy
          {"random": {"seed": 1}}                                   | dependent-member at #/parameters/random/dimension
          {"query": [[1]], "key": [[1]], "energy": [1], "bias": [1, 2]} | shape-mismatch at #/parameters/bias
          """)
  void bahdanausScoreNeedsItsLayer(String parameters, String faults) {
    assertRefused(
        "additive",
        "{\"embeddings\": [[1], [2]], \"parameters\": %s}".formatted(parameters),
        faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "tanh"}                                            | dependent-member at #/encoder/forward/input, dependent-member at #/encoder/forward/hidden
          {"type": "tanh", "input": [[1]]}                            | dependent-member at #/encoder/forward/hidden
          {"type": "tanh", "input": [[1]], "hidden": [[1]], "inputBias": [1]}  | exclusive-member at #/encoder/forward/inputBias
          {"type": "tanh", "input": [[1]], "hidden": [[1]], "hiddenBias": [1]} | exclusive-member at #/encoder/forward/hiddenBias
          {"type": "tanh", "input": [[1]], "hidden": [[1]], "bias": [1, 2]}    | shape-mismatch at #/encoder/forward/bias
          {"type": "gru", "input": [[1, 2, 3]], "hidden": [[1, 2, 3]], "bias": [1]} | exclusive-member at #/encoder/forward/bias
          {"type": "gru", "input": [[1, 2, 3]], "hidden": [[1, 2, 3]], "hiddenBias": [1]} | shape-mismatch at #/encoder/forward/hiddenBias
          {"type": "gru", "input": [[1, 2]], "hidden": [[1, 2, 3]]}   | shape-mismatch at #/encoder/forward/input
          {"type": "gru", "input": [[1, 2, 3]], "hidden": [[1, 2]]}   | shape-mismatch at #/encoder/forward/hidden
          {"type": "tanh", "input": [[1], [2]], "hidden": [[1]]}      | shape-mismatch at #/encoder/forward/input
          {"type": "tanh", "random": {"seed": 1, "hiddenSize": 1}, "input": [[1]]}  | exclusive-member at #/encoder/forward/input
          {"type": "tanh", "random": {"seed": 1, "hiddenSize": 1}, "hidden": [[1]]} | exclusive-member at #/encoder/forward/hidden
          {"type": "tanh", "random": {"seed": 1, "hiddenSize": 1}, "bias": [1]}     | exclusive-member at #/encoder/forward/bias
          {"type": "gru", "random": {"seed": 1, "hiddenSize": 1}, "bias": [1], "inputBias": [1], "hiddenBias": [1]} | exclusive-member at #/encoder/forward/bias, exclusive-member at #/encoder/forward/inputBias, exclusive-member at #/encoder/forward/hiddenBias
          {"type": "tanh", "random": {"seed": -1, "hiddenSize": 1}}   | value-out-of-range at #/encoder/forward/random/seed
          """)
  void aCellHasMatricesOrASeed(String cell, String faults) {
    assertRefused(
        "encoder-decoder",
        """
        {"inputs": [[1]], "encoder": {"forward": %s},
         "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 1}},
                     "inputs": [[1]], "initialState": [0]},
         "attention": {"score": "none"}}
        """
            .formatted(cell),
        faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "attention": {"score": "none", "parameters": {}}                | exclusive-member at #/attention/parameters
          "attention": {"score": "none"}, "scale": 1                      | exclusive-member at #/scale
          "attention": {"score": "none"}, "softcap": 1                    | exclusive-member at #/softcap
          "attention": {"score": "none"}, "bias": [[0]]                   | exclusive-member at #/bias
          "attention": {"score": "none"}, "mask": {}                      | exclusive-member at #/mask
          "attention": {"score": "dot", "parameters": {}}                 | exclusive-member at #/attention/parameters
          "attention": {"score": "additive"}                              | dependent-member at #/attention/parameters
          "attention": {"score": "concat", "parameters": {"weights": [[1], [2]], "energy": [1], "key": [[1]]}} | exclusive-member at #/attention/parameters/key
          "attention": {"score": "general", "parameters": {"weights": [[1]], "query": [[1]], "bias": [1]}} | exclusive-member at #/attention/parameters/query, exclusive-member at #/attention/parameters/bias
          "attention": {"score": "additive", "parameters": {"query": [[1]], "key": [[1]], "energy": [1], "weights": [[1]]}} | exclusive-member at #/attention/parameters/weights
          "attention": {"score": "dot"}, "tokens": ["a", "b"]             | shape-mismatch at #/tokens
          "attention": {"score": "dot"}, "scale": 1e39                    | outside-dtype at #/scale
          """)
  void aDecoderAttendsByOneScore(String members, String faults) {
    assertRefused(
        "encoder-decoder",
        """
        {"inputs": [[1]], "encoder": {"forward": {"type": "tanh", "input": [[1]], "hidden": [[1]]}},
         "decoder": {"cell": {"type": "tanh", "input": [[1], [2]], "hidden": [[1]]},
                     "inputs": [[1]]}, %s}
        """
            .formatted(members),
        faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "softcap": 0                                     | value-out-of-range at #/softcap
          "softcap": 1e39                                  | value-out-of-range at #/softcap
          "dtype": "float16", "scale": 1e5                 | outside-dtype at #/scale
          "dtype": "float16", "bias": [[0, 0], [1e5, 0]]   | outside-dtype at #/bias/1/0
          "mask": {"window": {"left": -1, "right": -2}}    | value-out-of-range at #/mask/window/left, value-out-of-range at #/mask/window/right
          "mask": {"allowed": [[true, true]]}              | shape-mismatch at #/mask/allowed
          "mask": {"allowed": [[true], [true]]}            | shape-mismatch at #/mask/allowed
          "mask": {"allowed": []}                          | shape-mismatch at #/mask/allowed
          "queryIndices": []                               | empty-list at #/queryIndices
          "queryIndices": [-1, 0, 1, 2]                    | index-out-of-range at #/queryIndices/0, index-out-of-range at #/queryIndices/3
          "bias": [[0, 0], [0, 0], [0, 0]]                 | shape-mismatch at #/bias
          "bias": [[0, 0, 0], [0, 0, 0]]                   | shape-mismatch at #/bias
          """)
  void aStageFitsQueriesKeysAndDtype(String members, String faults) {
    assertRefused("self", "{\"embeddings\": [[1, 2], [3, 4]], %s}".formatted(members), faults);
  }
}
