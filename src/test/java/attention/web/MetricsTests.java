package attention.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.capacity.Outcome;
import attention.format.Representation;
import attention.http.Operated;
import attention.http.OperatedTest;
import attention.http.ServerRequests;
import attention.http.Wire;
import attention.trace.Mechanism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What the metrics say is what happened. */
@OperatedTest
class MetricsTests {

  private static final String THREE = "{\"embeddings\":[[1,2],[3,4],[5,6]]}";
  private static final String SCORES = "{\"scores\":[[1,2]]}";
  private static final Duration SOON = Duration.ofSeconds(10);

  private Operated service;

  @BeforeEach
  void reach(@Autowired Environment environment) {
    service = new Operated(environment);
  }

  /** An answer may arrive a moment before it is counted. */
  private void expectGrowth(String series, double growth, Runnable action) {
    double before = service.metric(series);
    action.run();
    expect(series, before + growth);
  }

  private void expect(String series, double value) {
    await().atMost(SOON).untilAsserted(() -> assertThat(service.metric(series)).isEqualTo(value));
  }

  private static String requests(String mechanism, String outcome, String representation) {
    return "attention_requests_seconds_count{mechanism=\"%s\",outcome=\"%s\",representation=\"%s\"}"
        .formatted(mechanism, outcome, representation);
  }

  @Test
  void aRequestIsTimedUnderItsMechanismOutcomeAndRepresentation() {
    expectGrowth(
        requests("self", "answered", "json"), 1, () -> service.post("/attention/self", THREE));
    expectGrowth(
        requests("weights", "answered", "ndjson"),
        1,
        () -> service.post("/attention/weights", SCORES, "Accept", "application/x-ndjson"));
    expectGrowth(
        requests("self", "refused", "none"),
        1,
        () -> service.post("/attention/self", "{\"embeddings\":7}"));
  }

  @Test
  void whatIsNoRequestForAttentionIsNotTimed() {
    Runnable timed = () -> service.post("/attention/self", THREE);
    expectGrowth(requests("self", "answered", "json"), 1, timed);
    double before = service.total("attention_requests_seconds_count");
    assertThat(service.users().get("/attention/self").status()).isEqualTo(405);
    assertThat(service.post("/attention/no-such-mechanism", THREE).status()).isEqualTo(404);
    assertThat(service.users().get("/livez").status()).isEqualTo(200);
    expectGrowth(requests("self", "answered", "json"), 1, timed);
    assertThat(service.total("attention_requests_seconds_count")).isEqualTo(before + 1);
  }

  @Test
  void rowsAndCellsOfEveryHeadAreCounted() {
    String request = "{\"embeddings\":[[1,2],[3,4],[5,6]],\"queryIndices\":[0,2],\"heads\":2}";
    Runnable twoHeads = () -> service.post("/attention/multi-head", request);
    expectGrowth("attention_rows_total{mechanism=\"multi-head\"}", 2, twoHeads);
    expectGrowth("attention_cells_total{mechanism=\"multi-head\"}", 2 * 3 * 2, twoHeads);
  }

  @Test
  void requestsAndAnswersAreMeasured() {
    int length = service.post("/attention/self", THREE).text().length();
    expectGrowth(
        "attention_request_size_bytes_sum{mechanism=\"self\"}",
        THREE.length(),
        () -> service.post("/attention/self", THREE));
    expectGrowth(
        "attention_answer_size_bytes_sum{mechanism=\"self\",representation=\"json\"}",
        length,
        () -> service.post("/attention/self", THREE));
  }

  @Test
  void aRefusalIsCountedOnceUnderEachCodeThatStandsInIt() {
    String ragged = "{\"embeddings\":[[1,2],[3],[4]],\"queryIndices\":[9]}";
    Runnable refused = () -> service.post("/attention/self", ragged);
    expectGrowth("attention_refusals_total{code=\"ragged-row\"}", 1, refused);
    expectGrowth("attention_refusals_total{code=\"index-out-of-range\"}", 1, refused);
    expectGrowth("attention_refusals_total{code=\"shape-mismatch\"}", 0, refused);
    expectGrowth(
        "attention_refusals_total{code=\"not-acceptable\"}",
        1,
        () -> service.post("/attention/self", THREE, "Accept", "text/html"));
  }

  @Test
  void aClientThatGoesAwayIsCounted() {
    String gone = "attention_abandoned_total{mechanism=\"self\",reason=\"gone\"}";
    double before = service.metric(gone);
    double timed = service.metric(requests("self", "gone", "json"));
    service.askForMuch().close();
    expect(gone, before + 1);
    expect(requests("self", "gone", "json"), timed + 1);
  }

  @Test
  void aClientThatStopsReadingIsCountedAndSoIsWhoeverItKeptOut() {
    String stalled = "attention_abandoned_total{mechanism=\"self\",reason=\"stalled\"}";
    double before = service.metric(stalled);
    double shed = service.metric("attention_shed_total");
    try (Wire idle = service.askForMuch()) {
      assertThat(service.metric("attention_budget_used_bytes")).isPositive();
      expectGrowth(
          requests("self", "shed", "none"),
          1,
          () -> assertThat(service.post("/attention/self", THREE).status()).isEqualTo(503));
      expect("attention_shed_total", shed + 1);
      expect(stalled, before + 1);
    }
    expect("attention_budget_used_bytes", 0);
  }

  @Test
  void aRequestTakesNoLongerThanItsClientWaits() {
    String sum = requests("self", "answered", "json").replace("_count{", "_sum{");
    double before = service.metric(sum);
    long start = System.nanoTime();
    service.post("/attention/self", THREE);
    double waited = (System.nanoTime() - start) / 1e9;
    await().until(() -> service.metric(sum) > before);
    assertThat(service.metric(sum) - before).isLessThan(waited);
  }

  @Test
  void noLabelTakesAWordFromARequest() {
    String refused = requests("self", "refused", "none");
    expectGrowth(refused, 1, () -> service.post("/attention/self", "{}"));
    Set<String> before = labels();
    service.post("/attention/self-made-word", THREE);
    service.users().get("/attention/self?madeUp=1");
    String madeUp = "{\"madeUp\":1}";
    expectGrowth(refused, 1, () -> service.post("/attention/self", madeUp, "Accept", "made/up"));
    assertThat(labels()).isEqualTo(before).noneMatch(label -> label.contains("made"));
  }

  @Test
  void requestsAreTimedAsSpringBootDoes() {
    ServerRequests.assertCounted(service);
  }

  @Test
  void noLabelNamesAClass() {
    service.post("/attention/self", "{");
    service.post("/attention/self", THREE, "Accept", "text/html");
    service.users().get("/nothing");
    assertThat(service.metrics().lines())
        .filteredOn(line -> line.startsWith("http_server_requests"))
        .isNotEmpty()
        .noneMatch(line -> line.contains("Exception") || line.contains("error="));
  }

  private Set<String> labels() {
    return service
        .metrics()
        .lines()
        .filter(line -> line.startsWith("attention_"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toSet());
  }

  @Test
  void thePageForOperatorsListsEveryWordOfALabel() throws IOException {
    assertThat(words("mechanism"))
        .contains(Stream.of(Mechanism.values()).map(word -> "`" + word + "`").toList());
    assertThat(words("representation")).contains("`none`").contains(words(Representation.values()));
    assertThat(words("outcome")).contains(words(Outcome.values()));
  }

  private static String words(String label) throws IOException {
    return Files.readAllLines(Path.of("docs/operations.md")).stream()
        .filter(line -> line.startsWith("| `" + label + "` | "))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> words(Enum<?>[] values) {
    return Stream.of(values).map(value -> "`" + value.toString() + "`").toList();
  }
}
