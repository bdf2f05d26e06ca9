package attention.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.http.Operated;
import attention.http.OperatedTest;
import attention.http.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What the metrics say of checks, and of those that a client does not wait for. */
@OperatedTest
class CheckMetricsTests {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String SELF = "/attention/self/check";
  private static final String CHECK =
      "{\"embeddings\": [[1, 2], [3, 4]], \"answer\": {\"weights\": %s}}";
  private static final String TRANSPOSED =
      "[[0.00247262316, 8.3152803e-7], [0.9975274, 0.9999992]]";

  private Operated service;

  @BeforeEach
  void reach(@Autowired Environment environment) {
    service = new Operated(environment);
  }

  private static String checks(String outcome) {
    return "attention_checks_total{mechanism=\"self\",outcome=\"%s\"}".formatted(outcome);
  }

  private void expectGrowth(String series, double growth, String weights) {
    double before = service.metric(series);
    assertThat(service.post(SELF, CHECK.formatted(weights)).status()).isEqualTo(200);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(service.metric(series)).isEqualTo(before + growth));
  }

  @Test
  void aCheckIsCountedByWhatItFound() {
    expectGrowth(checks("agrees"), 1, "[[0.0024726, 0.9975274], [8.3e-7, 0.9999992]]");
    expectGrowth(checks("explained"), 1, TRANSPOSED);
    expectGrowth(checks("unexplained"), 1, "[[7, 8], [9, 10]]");
    expectGrowth(checks("unexplained"), 0, TRANSPOSED);
  }

  @Test
  void theCauseThatIsNamedFirstIsCounted() {
    expectGrowth("attention_causes_total{code=\"transposed\"}", 1, TRANSPOSED);
    assertThat(service.metrics()).contains("attention_causes_total{code=\"tf32-arithmetic\"}");
  }

  @Test
  void aCheckEndsWhenItsClientLeaves() {
    String gone = "attention_abandoned_total{mechanism=\"additive\",reason=\"gone\"}";
    String ended = "attention_checks_total{mechanism=\"additive\",outcome=\"unexplained\"}";
    double left = service.metric(gone);
    double finished = service.metric(ended);
    try (Wire wire =
        Wire.to(service.users().port()).post("/attention/additive/check", hyperbolic())) {
      await().atMost(SOON).until(() -> service.metric("attention_budget_used_bytes") > 0);
    }
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          assertThat(service.metric(gone)).isEqualTo(left + 1);
          assertThat(service.metric("attention_budget_used_bytes")).isZero();
        });
    assertThat(service.metric(ended)).isEqualTo(finished);
  }

  /** A small request for half a billion hyperbolic tangents, so that it cannot end at once. */
  private static byte[] hyperbolic() {
    return """
    {"queries": %1$s, "keys": %1$s, "values": %1$s, "answer": {"context": %2$s},
     "parameters": {"random": {"seed": 1, "dimension": 512}}}\
    """
        .formatted(rows("[0.1,0.2]"), rows("[7,8]"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String rows(String row) {
    return "[" + String.join(",", Collections.nCopies(1000, row)) + "]";
  }
}
