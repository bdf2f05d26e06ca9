package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Mechanism;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Numbers that differ, and that no mistake of the list is the reason for. */
class NoCauseTests {

  private static final String X = "[[0.7, -0.3], [0.2, 0.9], [-0.5, 0.4], [0.6, 0.1]]";

  private static void assertUnexplained(Mechanism mechanism, String request) {
    unexplained(mechanism, request);
  }

  private static JsonNode unexplained(Mechanism mechanism, String request) {
    JsonNode report = Checked.report(mechanism, request);
    assertThat(report.get("agrees").booleanValue()).as("%s", report).isFalse();
    assertThat(report.get("causes")).as("%s", report).isEmpty();
    return report;
  }

  private static void assertRounded(Mechanism mechanism, String request) {
    JsonNode report = unexplained(mechanism, request);
    assertThat(report.at("/warnings/0/code").asString()).isEqualTo("only-rounding");
  }

  /** Of scores of 7,200 float32 has steps of 2⁻¹¹, and each sum is another one or two off. */
  @ParameterizedTest
  @CsvSource({
    "float64, 0.54492253, 0.45507753, 0.19147882, 0.8085212",
    "float32, 0.54471247, 0.45528753, 0.19147882, 0.8085212"
  })
  void sumsInFloat32AreNoTf32(String dtype, String a, String b, String c, String d) {
    assertRounded(
        Mechanism.SELF,
        """
        {"embeddings": [[59.9, 60.1], [60.8, 59.2]], "dtype": "%s",
         "answer": {"weights": [[%s, %s], [%s, %s]]}}
        """
            .formatted(dtype, a, b, c, d));
  }

  @Test
  void whatOnlyATinyToleranceTellsIsRounding() {
    assertRounded(
        Mechanism.SELF,
        """
        {"embeddings": [[0.7, 0.1]], "tolerance": {"absolute": 0, "relative": 0},
         "answer": {"scores": [[0.5]]}}
        """);
  }

  /** A number that stands for −∞ beside another mistake has to be far from all scores. */
  @ParameterizedTest
  @ValueSource(strings = {"", ", \"weights\": [[0.5, 0.5]]"})
  void aConstantInMaskedScoresIsNoFiniteMask(String more) {
    assertUnexplained(
        Mechanism.SCALED_DOT_PRODUCT,
        """
        {"queries": [[1, 2]], "keys": [[0.3, 0.1], [0.2, 0.6]],
         "mask": {"causal": true, "offset": 1}, "answer": {"maskedScores": [[3.7, 3.7]]%s}}
        """
            .formatted(more));
  }

  /** The right query of one position, side by side, is not that of a single head. */
  @Test
  void oneQueryWithHeadsSideBySideIsSaidToBeThat() {
    JsonNode report =
        Checked.report(
            Mechanism.MULTI_HEAD,
            """
            {"queries": [[1, 2, 3, 4]], "keys": [[1, 0, 2, 1], [0, 1, 1, 2]], "heads": 2,
             "answer": {"query": [[1, 2, 3, 4]]}}
            """);
    assertThat(report.at("/causes/0/code").asString()).isEqualTo("heads-side-by-side");
  }

  /** Means over two heads of which each attends to one key are 0, ½ and 1. */
  @Test
  void averagesOfSaturatedHeadsSayTooLittleForAPair() {
    assertUnexplained(
        Mechanism.MULTI_HEAD,
        """
        {"embeddings": [[10, 0, 0, 20], [10, 0, 10, -10], [0, 10, 10, 20]], "heads": 2,
         "projections": {"query": [[0, -1, 2, 1], [-1, 1, 0, -2], [0, -1, 2, -1], [0, 0, 0, -1]],
                         "key": [[0, 1, 1, -1], [-1, 0, -1, -1], [-2, 2, 1, -1], [1, 1, -2, -1]]},
         "mask": {"causal": true}, "dtype": "float64",
         "answer": {"weights": [[1, 0, 0], [0, 1, 0], [0, 0.5, 0.5]]}}
        """);
  }

  /** Of 3,000,500 and 3,000,750 float32 leaves no digit after the point. */
  @Test
  void aDifferenceThatOnlyFloat32CannotTell() {
    assertRounded(
        Mechanism.SELF,
        """
        {"embeddings": [[3000.125, 1000.125], [1000.125, -3000.375]],
         "answer": {"scores": [[10001000.03125, -250.03125], [-250.03125, 10002500.15625]]}}
        """);
  }

  /** 1/n is the softmax of scores times any number that is small enough. */
  @Test
  void equalWeightsAreNoScale() {
    assertUnexplained(
        Mechanism.SELF,
        """
        {"embeddings": %s, "answer": {"weights": [[0.25, 0.25, 0.25, 0.25],
         [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]]}}
        """
            .formatted(X));
  }

  /** The mean of the values up to the query's own. */
  @Test
  void equalWeightsOfAllowedKeysAreNoInvertedMask() {
    assertUnexplained(
        Mechanism.SELF,
        """
        {"embeddings": %s, "mask": {"causal": true},
         "answer": {"context": [[0.7, -0.3], [0.45, 0.3], [0.1333333, 0.3333333], [0.25, 0.275]]}}
        """
            .formatted(X));
  }

  @Test
  void numbersThatAreAllNullSayNothing() {
    assertUnexplained(
        Mechanism.SELF,
        """
        {"embeddings": %s, "mask": {"causal": true},
         "answer": {"context": [[null, null], [null, null], [null, null], [null, null]]}}
        """
            .formatted(X));
  }

  /** The first key was left out of the softmax, not dropped after it. */
  @Test
  void weightsThatAddUpToOneAreNotDropped() {
    assertUnexplained(
        Mechanism.SELF,
        """
        {"embeddings": %s, "queryIndices": [3],
         "answer": {"weights": [[0, 0.3254408, 0.2033892, 0.47117]]}}
        """
            .formatted("[[0.7, -0.3], [0.2, 0.9], [-0.5, 0.4], [0.6, 0.1]]"));
  }

  /**
   * A bias of the keys adds the same to every score of a row, and nothing to its weights; in
   * bfloat16 the scores around 142 that it makes here are integers.
   */
  @ParameterizedTest
  @ValueSource(strings = {"0.67", "0.71"})
  void aBiasOfKeysIsNotInTheWeights(String weight) {
    assertUnexplained(
        Mechanism.SCALED_DOT_PRODUCT,
        """
        {"embeddings": [[1, 0], [0, 1]], "dtype": "bfloat16",
         "projections": {"query": [[1, 0], [0, 1]], "key": [[1, 0], [0, 1]],
                         "biases": {"key": [200, 100]}},
         "answer": {"weights": [[%s, 0.33], [0.33, 0.67]]}}
        """
            .formatted(weight));
  }
}
