package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Json;
import attention.problem.Problem;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request is refused once, with the faults of all its parts. */
class FaultsTogetherTests {

  @Test
  void faultsOfEmbeddingsProjectionsAndStagesAreRefusedTogether() {
    assertThat(
            Planning.DEFAULT.refused(
                "/attention/scaled-dot-product",
                """
                {"embeddings": [[1, 2], [3], [1e39, 5]], "tokens": ["a"], "queryIndices": [7],
                 "projections": {"query": [[1e39, 0], [0, 1]], "key": [[1, 0], [0]],
                                 "value": [[1], [-1e40]],
                                 "biases": {"query": [1, 2, 3], "value": [1e300]}},
                 "softcap": -1, "bias": [[0, 1e39, 0]]}
                """))
        .containsExactlyInAnyOrder(
            "ragged-row at #/embeddings/1",
            "shape-mismatch at #/tokens",
            "index-out-of-range at #/queryIndices/0",
            "outside-dtype at #/projections/query/0/0",
            "shape-mismatch at #/projections/biases/query",
            "ragged-row at #/projections/key/1",
            "outside-dtype at #/projections/value/1/0",
            "outside-dtype at #/projections/biases/value/0",
            "value-out-of-range at #/softcap",
            "outside-dtype at #/bias/0/1",
            "shape-mismatch at #/bias");
  }

  /** What could not be drawn is not said to be missing. */
  @Test
  void nothingFollowsFromASeedThatIsNoLong() {
    assertThat(
            Planning.DEFAULT.refused(
                "/attention/additive",
                """
                {"embeddings": [[1]],
                 "parameters": {"random": {"seed": 13420842112345678901, "dimension": 2}}}
                """))
        .containsExactly("value-out-of-range at #/parameters/random/seed");
  }

  /** Neither lengths nor indices are compared with the rows of a matrix without any. */
  @Test
  void nothingFollowsFromAMatrixWithoutRows() {
    assertThat(
            Planning.DEFAULT.refused(
                "/attention/self",
                """
                {"embeddings": [], "tokens": ["a"], "queryIndices": [0], "mask": {"keys": [true]}}
                """))
        .containsExactly("empty-matrix at #/embeddings");
  }

  @Test
  void noWidthFollowsFromHeadsThatDoNotFit() {
    assertThat(
            Planning.DEFAULT.refused(
                "/attention/multi-head",
                """
                {"embeddings": [[1, 2, 3, 4]], "heads": 2000000000, "keyValueHeads": 1,
                 "projections": {"output": [[1], [2], [3], [4]]}}
                """))
        .contains("shape-mismatch at #/heads")
        .noneMatch(fault -> fault.endsWith("/output"));
  }

  @Test
  void faultsOfEmbeddingsAndParametersAreRefusedTogether() {
    assertThat(
            Planning.DEFAULT.refused(
                "/attention/additive",
                """
                {"queries": [[1, 1e39]], "keys": [[1, 2], [3, -1e39]],
                 "parameters": {"query": [[1, 2], [3, 1e39]], "key": [[1e40, 2]],
                                "bias": [1, 2, 3], "energy": [1e39, 2]},
                 "mask": {"keys": [true]}}
                """))
        .containsExactlyInAnyOrder(
            "outside-dtype at #/queries/0/1",
            "outside-dtype at #/keys/1/1",
            "outside-dtype at #/parameters/query/1/1",
            "outside-dtype at #/parameters/key/0/0",
            "shape-mismatch at #/parameters/key",
            "shape-mismatch at #/parameters/bias",
            "outside-dtype at #/parameters/energy/0",
            "shape-mismatch at #/mask/keys");
  }

  @Test
  void faultsOfInputsCellsAndScoreAreRefusedTogether() {
    assertThat(
            Planning.DEFAULT.refused(
                "/attention/encoder-decoder",
                """
                {"inputs": [[1], [1e39]],
                 "encoder": {"forward": {"type": "tanh", "input": [[1e39]], "hidden": [[1]],
                                         "bias": [1, 2]},
                             "backward": {"type": "gru", "input": [[1, 2, 3]],
                                          "hidden": [[1, 2, 1e39]]}},
                 "decoder": {"cell": {"type": "tanh", "input": [[1]], "hidden": [[-1e39]]},
                             "inputs": [[1], [2, 3]], "initialState": [1e39]},
                 "attention": {"score": "general", "parameters": {"weights": [[1e39, 0]]}},
                 "scale": 1e39}
                """))
        .containsExactlyInAnyOrder(
            "ragged-row at #/decoder/inputs/1",
            "outside-dtype at #/inputs/1/0",
            "outside-dtype at #/encoder/forward/input/0/0",
            "shape-mismatch at #/encoder/forward/bias",
            "outside-dtype at #/encoder/backward/hidden/0/2",
            "outside-dtype at #/decoder/cell/hidden/0/0",
            "outside-dtype at #/decoder/initialState/0",
            "outside-dtype at #/attention/parameters/weights/0/0",
            "outside-dtype at #/scale");
  }

  /** Whatever was listed once is cured, and then nothing new is found. */
  @Test
  void aRequestThatIsCuredOfAllItsFaultsIsAnswered() {
    ObjectNode request =
        (ObjectNode)
            Json.read(
                """
                {"heads": 2, "embeddings": [[1, 2], [3, 1e39]],
                 "projections": {"query": [[1, 0], [0, 1e39]], "biases": {"query": [1]}},
                 "headBias": [[[0, 0], [0, 0]], [[0, 0]]], "scale": 1e39}
                """);
    Problem problem = Planning.DEFAULT.refusal("/attention/multi-head", request.toString());
    assertThat(Planning.faults(problem))
        .containsExactlyInAnyOrder(
            "outside-dtype at #/embeddings/1/1",
            "outside-dtype at #/projections/query/1/1",
            "shape-mismatch at #/projections/biases/query",
            "outside-dtype at #/scale",
            "shape-mismatch at #/headBias/1");
    JsonNode cured =
        Json.read(
            request
                .toString()
                .replaceAll("1(\\.0)?[eE]\\+?39", "1")
                .replace("{\"query\":[1]}", "{\"query\":[1,2]}")
                .replace(",[[0,0]]]", ",[[0,0],[0,0]]]"));
    assertThat(Planning.DEFAULT.answer("/attention/multi-head", cured.toString()).get("rows"))
        .hasSize(2);
  }

  @Test
  void aNumberOutsideTheDtypeIsWithinAWiderOne() {
    String body = "{\"embeddings\": [[%s]], \"dtype\": \"%s\", \"include\": [\"query\"]}";
    for (String[] pair :
        new String[][] {
          {"65520", "float16", "bfloat16"},
          {"3.4e38", "bfloat16", "float32"},
          {"-3.5e38", "float32", "float64"}
        }) {
      assertThat(Planning.DEFAULT.refused("/attention/self", body.formatted(pair[0], pair[1])))
          .containsExactly("outside-dtype at #/embeddings/0/0");
      assertThat(
              Planning.DEFAULT
                  .answer("/attention/self", body.formatted(pair[0], pair[2]))
                  .at("/rows/0/query/0")
                  .asDouble())
          .isNotZero();
    }
  }
}
