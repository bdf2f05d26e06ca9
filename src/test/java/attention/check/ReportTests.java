package attention.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.problem.FaultCode;
import attention.problem.ProblemException;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is reported of numbers that differ, and of those that do not. */
class ReportTests {

  /** The weights of two vectors at right angles: e / (e + 1) and 1 / (e + 1). */
  private static final String LARGE = "0.7310585786300049";

  private static final String SMALL = "0.2689414213699951";

  private static JsonNode report(String answer) {
    return report(answer, "");
  }

  private static JsonNode report(String answer, String more) {
    return Checked.report(
        Mechanism.SELF,
        "{\"embeddings\": [[1, 0], [0, 1]], \"answer\": %s%s}".formatted(answer, more));
  }

  private static String weights(String... rows) {
    return "{\"weights\": [[" + String.join("], [", rows) + "]]}";
  }

  @Test
  void aDifferenceBeyondFloat64IsNotTold() {
    JsonNode stage =
        Checked.report(
                Mechanism.SELF,
                "{\"embeddings\": [[1e308]], \"dtype\": \"float64\", \"answer\": {\"query\": [[-1e308]]}}")
            .at("/stages/0");
    assertThat(stage.get("differing").intValue()).isEqualTo(1);
    assertThat(stage.get("actual").doubleValue()).isEqualTo(-1e308);
    assertThat(stage.has("largestDifference")).isFalse();
  }

  @Test
  void rightNumbersAgree() {
    JsonNode report = report(weights(LARGE + ", " + SMALL, SMALL + ", " + LARGE));
    assertThat(report.get("agrees").booleanValue()).isTrue();
    JsonNode stage = report.get("stages").get(0);
    assertThat(stage.get("differing").intValue()).isZero();
    assertThat(stage.get("cells").intValue()).isEqualTo(4);
    assertThat(stage.get("largestDifference").doubleValue()).isLessThan(1e-6);
    assertThat(stage.has("at")).isFalse();
    assertThat(report.has("warnings")).isFalse();
  }

  @Test
  void theFirstCellThatDiffersIsNamedWithBothNumbers() {
    JsonNode stage = report(weights(LARGE + ", " + SMALL, "0.5, 0.25")).get("stages").get(0);
    assertThat(stage.get("agrees").booleanValue()).isFalse();
    assertThat(stage.get("differing").intValue()).isEqualTo(2);
    assertThat(stage.get("at").get("row").intValue()).isEqualTo(1);
    assertThat(stage.get("at").get("column").intValue()).isZero();
    assertThat(stage.get("expected").doubleValue()).isBetween(0.26894, 0.26895);
    assertThat(stage.get("actual").doubleValue()).isEqualTo(0.5);
    assertThat(stage.get("largestDifference").doubleValue()).isBetween(0.481, 0.4811);
  }

  @Test
  void aNumberThatIsNotFiniteIsReportedAsNull() {
    JsonNode stage = report(weights(LARGE + ", null", SMALL + ", " + LARGE)).get("stages").get(0);
    assertThat(stage.get("actual").isNull()).isTrue();
    assertThat(stage.get("expected").isNumber()).isTrue();
    assertThat(stage.get("largestDifference").doubleValue()).isLessThan(1e-6);
  }

  @Test
  void anotherShapeIsReportedWithBothShapes() {
    JsonNode stage = report(weights("0.5, 0.25, 0.25")).get("stages").get(0);
    assertThat(stage.get("shape").toString()).isEqualTo("[2,2]");
    assertThat(stage.get("actualShape").toString()).isEqualTo("[1,3]");
    assertThat(stage.has("differing")).isFalse();
    assertThat(stage.has("at")).isFalse();
  }

  @Test
  void aNumberOfARowHasNoColumn() {
    JsonNode stage = report("{\"maximum\": [1, 2]}").get("stages").get(0);
    assertThat(stage.get("at").toString()).isEqualTo("{\"row\":1}");
  }

  @Test
  void aStageThatTheRequestDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> report("{\"scaledScores\": [[1, 0], [0, 1]]}"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().codes()).contains(FaultCode.EXCLUSIVE_MEMBER.toString()));
  }

  @ParameterizedTest
  @CsvSource({"absolute, -1", "relative, -0.5"})
  void aNegativeToleranceIsRefused(String member, double value) {
    assertThatThrownBy(() ->
            report(
                weights("1, 0", "0, 1"), ", \"tolerance\": {\"%s\": %s}".formatted(member, value)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().codes()).contains(FaultCode.VALUE_OUT_OF_RANGE.toString()));
  }

  @Test
  void aToleranceOfZeroIsTaken() {
    JsonNode report =
        report(
            weights("0.731, 0.269", "0.269, 0.731"),
            ", \"tolerance\": {\"absolute\": 0, \"relative\": 0}");
    assertThat(report.get("stages").get(0).get("differing").intValue()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "0.7311, 0.2689, 1.0e-4",
    "0.731, 0.269, 1.0e-3",
    "0.73, 0.27, 1.0e-5",
    "0.73106, 0.26894, 1.0e-5"
  })
  void numbersPrintedWithThreeOrFourDecimalsAreComparedSo(
      String large, String small, double absolute) {
    JsonNode stage =
        report(weights(large + ", " + small, small + ", " + large)).get("stages").get(0);
    assertThat(stage.get("tolerance").get("absolute").doubleValue()).isEqualTo(absolute);
  }

  @Test
  void aCheckThatRunsOutOfTimeSaysSo() {
    String vectors = list(200, "[1, 0, 0.5, 2, 0, 1, 0, 0.25]");
    String zeros = list(200, list(200, "0"));
    String request =
        "{\"embeddings\": %s, \"answer\": {\"weights\": %s}}".formatted(vectors, zeros);
    Report report = Checked.run(Mechanism.SELF, request, () -> true);
    assertThat(report.members()).containsKey("warnings");
    assertThat(report.outcome()).isEqualTo("unexplained");
    assertThat(report.causes()).isEmpty();
  }

  private static String list(int times, String element) {
    return "[" + String.join(", ", Collections.nCopies(times, element)) + "]";
  }

  private static Report of(int explanations) {
    List<Map<String, String>> one = List.of(Map.of("code", "scaled-twice", "detail", "…"));
    return new Report(
        Mechanism.SELF,
        Member.WEIGHTS,
        List.of(),
        null,
        Collections.nCopies(explanations, one),
        null);
  }

  @Test
  void atMostFourAlternativesAreListed() {
    assertThat(of(1).members()).doesNotContainKey("alternatives");
    assertThat((List<?>) of(2).members().get("alternatives")).hasSize(1);
    assertThat((List<?>) of(5).members().get("alternatives")).hasSize(4);
    assertThat((List<?>) of(7).members().get("alternatives")).hasSize(4);
  }

  @Test
  void theCausesThatAreNamedFirstAreCounted() {
    assertThat(of(2).causes()).containsExactly("scaled-twice");
    assertThat(of(2).outcome()).isEqualTo("explained");
    assertThat(of(0).outcome()).isEqualTo("unexplained");
  }
}
