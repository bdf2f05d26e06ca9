package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Mechanism;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Rows that a mistaken mask leaves without any key are zeros, null, 1/n, or the softmax of scores
 * to which the same number was added.
 */
class EmptyRowsTests {

  private static String codes(String request) {
    JsonNode report = Checked.report(Mechanism.SELF, request);
    return report.get("causes").valueStream().map(it -> it.get("code").stringValue()).toList() + "";
  }

  /** The first row is empty by the mistake, the last one by the mask too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[0, 0, 0]; [0, 0, 0]; [causal-one-short]",
        "[null, null, null]; [null, null, null]; [causal-one-short]",
        "[0.333333, 0.333333, 0.333333]; [0.333333, 0.333333, 0.333333]; [causal-one-short]",
        "[null, null, null]; [0, 0, 0]; [causal-one-short]",
        "[null, null, null]; [0.5, 0, 0.5]; []",
      })
  void whetherTheRightMaskLeavesThemSoOrNot(String first, String last, String expected) {
    assertThat(
            codes(
                """
                {"embeddings": [[1, 0], [0, 1], [1, 1]],
                 "mask": {"causal": true,
                          "allowed": [[true, true, true], [true, true, true], [false, false, false]]},
                 "answer": {"weights": [%s, [1, 0, 0], %s]}}
                """
                    .formatted(first, last)))
        .isEqualTo(expected);
  }

  /** The weights of [1, 0, 1] in the first row, to which −10⁹ or −10⁴ is added. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "float64; [0.4223188, 0.1553624, 0.4223188]; [causal-one-short]",
        "float32; [0.42231882, 0.15536243, 0.42231882]; [causal-one-short]",
        "float64; [0.45, 0.1, 0.45]; []",
      })
  void whereAFiniteNumberIsAdded(String dtype, String first, String expected) {
    assertThat(
            codes(
                """
                {"embeddings": [[1, 0], [0, 1], [1, 1]], "mask": {"causal": true}, "dtype": "%s",
                 "tolerance": {"absolute": 1e-5},
                 "answer": {"weights": [%s, [1, 0, 0], [0.5, 0.5, 0]]}}
                """
                    .formatted(dtype, first)))
        .isEqualTo(expected);
  }

  /** Every row that is answered would be empty: nothing tells that from no mask at all. */
  @Test
  void whereAFiniteNumberIsAddedToAllRows() {
    JsonNode report =
        Checked.report(
            Mechanism.SELF,
            """
            {"embeddings": [[1, 0], [0, 1], [1, 1]], "mask": {"causal": true}, "queryIndices": [0],
             "tolerance": {"absolute": 1e-5},
             "answer": {"weights": [[0.42231882, 0.15536243, 0.42231882]]}}
            """);
    assertThat(report.at("/causes/0/code").stringValue()).isEqualTo("mask-left-out");
    assertThat(report.path("alternatives").toString()).doesNotContain("causal-one-short");
  }

  /** The scores add up to 0: without the bias the row has no weights, and no maximum. */
  @ParameterizedTest
  @ValueSource(strings = {"maximum", "logSumExp", "entropy"})
  void whatDescribesARowIsNullWithoutItsWeights(String stage) {
    JsonNode report =
        Checked.report(
            Mechanism.SCALED_DOT_PRODUCT,
            """
            {"queries": [[1]], "keys": [[1], [-1]], "bias": [[0.5, 0.3]], "normalization": "sum",
             "answer": {"weights": [[null, null]], "%s": [null]}}
            """
                .formatted(stage));
    assertThat(report.at("/causes/0/code").stringValue()).isEqualTo("bias-left-out");
  }

  /** What the narrower window leaves of the first row is the key that the bias forbids. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0, 0", "null, null", "0.5, 0.5"})
  void whereABiasForbidsTheOnlyKeyLeft(String first) {
    assertThat(
            codes(
                """
                {"embeddings": [[1, 0], [0, 1]], "mask": {"window": {"right": 1}},
                 "bias": [[null, 0], [0, 0]],
                 "answer": {"weights": [[%s], [0.2689414213699951, 0.7310585786300049]]}}
                """
                    .formatted(first)))
        .isEqualTo("[window-off-by-one]");
  }
}
