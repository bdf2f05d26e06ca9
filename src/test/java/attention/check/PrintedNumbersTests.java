package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Mechanism;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tolerance for numbers that were rounded to a few decimals, of the notebook's example. */
class PrintedNumbersTests {

  private static final double[] ROUNDED = {0.139, 0.238, 0.233, 0.124, 0.108, 0.158};

  private static JsonNode report(DoubleStream weights) {
    String numbers = weights.mapToObj(Double::toString).collect(Collectors.joining(", "));
    return Checked.report(
        Mechanism.SELF,
        """
        {"embeddings": [[0.43, 0.15, 0.89], [0.55, 0.87, 0.66], [0.57, 0.85, 0.64],
                        [0.22, 0.58, 0.33], [0.77, 0.25, 0.1], [0.05, 0.8, 0.55]],
         "queryIndices": [1], "answer": {"weights": [[%s]]}}
        """
            .formatted(numbers));
  }

  @Test
  void roundedNumbersAgree() {
    assertThat(report(Arrays.stream(ROUNDED)).get("agrees").booleanValue()).isTrue();
  }

  /** As NumPy's {@code tolist} writes an array of float32 after {@code round}. */
  @Test
  void roundedFloatsAgreeWithAllTheirDigits() {
    JsonNode report = report(Arrays.stream(ROUNDED).map(weight -> (float) weight));
    assertThat(report.get("agrees").booleanValue()).as("%s", report).isTrue();
  }

  @Test
  void otherNumbersHaveTheUsualTolerance() {
    JsonNode report = report(Arrays.stream(ROUNDED).map(weight -> weight + 1e-8));
    assertThat(report.get("agrees").booleanValue()).isFalse();
  }

  /** The other weights are 0.00004; the context tells that four decimals were printed. */
  @Test
  void weightsOfZeroAndOneHaveTheDecimalsOfTheOthers() {
    JsonNode report =
        Checked.report(
            Mechanism.SCALED_DOT_PRODUCT,
            """
            {"embeddings": [[3.15, 3.15, 0.5, 0], [-3.15, 3.15, 0, 0.5]],
             "answer": {"weights": [[1.0, 0.0], [0.0, 1.0]],
                        "context": [[3.1497, 3.15, 0.5, 0.0], [-3.1497, 3.15, 0.0, 0.5]]}}
            """);
    assertThat(report.get("causes")).isEmpty();
    assertThat(report.at("/warnings/0/code").asString()).isEqualTo("only-rounding");
  }

  /** The same weights, and contexts of keys in place of values. */
  @Test
  void aMistakeBesideThemIsNamedAlone() {
    String x = "[[3.15, 3.15, 0.5, 0], [-3.15, 3.15, 0, 0.5]]";
    JsonNode report =
        Checked.report(
            Mechanism.SCALED_DOT_PRODUCT,
            """
            {"queries": %s, "keys": %s, "values": [[9.1234, 1.7, 0.1, 0.2], [0.4, -0.9, 0.1, 0.2]],
             "answer": {"weights": [[1.0, 0.0], [0.0, 1.0]],
                        "context": [[3.1497, 3.15, 0.5, 0.0], [-3.1497, 3.15, 0.0, 0.5]]}}
            """
                .formatted(x, x));
    assertThat(report.get("causes")).hasSize(1);
    assertThat(report.at("/causes/0/code").asString()).isEqualTo("key-value-swapped");
    assertThat(report.get("alternatives")).hasSize(1);
    assertThat(report.at("/alternatives/0")).hasSize(1);
    assertThat(report.at("/alternatives/0/0/code").asString()).isEqualTo("values-are-keys");
  }

  private static void isOnlyRounding(JsonNode report) {
    assertThat(report.get("agrees").booleanValue()).as("%s", report).isFalse();
    assertThat(report.get("causes")).as("%s", report).isEmpty();
    assertThat(report.at("/warnings/0/code").asString()).isEqualTo("only-rounding");
  }

  @Test
  void rightNumbersWithTwoDecimalsDifferByRoundingOnly() {
    isOnlyRounding(report(DoubleStream.of(0.14, 0.24, 0.23, 0.12, 0.11, 0.16)));
    isOnlyRounding(report(DoubleStream.of(0.14f, 0.24f, 0.23f, 0.12f, 0.11f, 0.16f)));
  }

  @Test
  void wrongNumbersWithTwoDecimalsDoNot() {
    JsonNode report = report(DoubleStream.of(0.14, 0.24, 0.23, 0.12, 0.12, 0.15));
    assertThat(report.has("warnings")).as("%s", report).isFalse();
  }

  /** 0.5 and 1 say nothing of how many decimals there were. */
  @Test
  void oneDecimalIsTooFew() {
    JsonNode report = report(DoubleStream.of(0.1, 0.2, 0.2, 0.1, 0.1, 0.2));
    assertThat(report.has("warnings")).as("%s", report).isFalse();
  }

  @Test
  void rightNumbersWithThreeSignificantDigitsDifferByRoundingOnly() {
    isOnlyRounding(
        Checked.report(
            Mechanism.SCALED_DOT_PRODUCT,
            """
            {"embeddings": [[10, 3], [7, -5], [1, 8]], "queryIndices": [0, 1],
             "answer": {"scaledScores": [[77.1, 38.9, 24.0], [38.9, 52.3, -23.3]]}}
            """));
  }
}
