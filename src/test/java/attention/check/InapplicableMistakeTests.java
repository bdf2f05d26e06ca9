package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Mechanism;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What does not change a request's result is not offered as an explanation. */
class InapplicableMistakeTests {

  /** The causes, and the alternatives behind them. */
  private static List<List<String>> explanations(Mechanism mechanism, String request) {
    JsonNode report = Checked.report(mechanism, request);
    List<List<String>> all = new ArrayList<>();
    all.add(codes(report.get("causes")));
    report.path("alternatives").forEach(other -> all.add(codes(other)));
    return all;
  }

  private static List<String> codes(JsonNode causes) {
    return causes.valueStream().map(it -> it.get("code").stringValue()).toList();
  }

  @Test
  void aSoftmaxOverflowsOnlyWhereAnExponentialLeavesTheRange() {
    String request =
        "{\"scores\": [%s], \"normalization\": \"sparsemax\", \"answer\": {\"weights\": [%s]}}";
    assertThat(
            explanations(
                Mechanism.WEIGHTS_ONLY,
                request.formatted("[1, 2, 3]", "[0.09003057, 0.24472847, 0.66524096]")))
        .containsExactly(List.of("softmax-instead"));
    assertThat(
            explanations(
                Mechanism.WEIGHTS_ONLY,
                request.formatted(
                    "[1, 2, 3], [90, 0, 0]", "[0.09003057, 0.24472847, 0.66524096], [null, 0, 0]")))
        .containsExactly(List.of("softmax-overflow"));
  }

  /** c · tanh(s + b), c = 1. */
  @Test
  void aCapComesAfterTheMaskOnlyWhereThereIsOne() {
    String request =
        """
        {"embeddings": [[1, 0], [0, 1]], "softcap": 1, "bias": [[0.5, -0.5], [0.25, 1]]%s,
         "answer": {"cappedScores": [[0.9051482536, -0.4621171573], [0.2449186624, 0.9640275801]]}}
        """;
    assertThat(explanations(Mechanism.SELF, request.formatted("")))
        .containsExactly(List.of("softcap-after-bias"));
    String mask = ", \"mask\": {\"keys\": [true, true]}";
    assertThat(explanations(Mechanism.SELF, request.formatted(mask)))
        .contains(List.of("softcap-after-mask"));
  }
}
