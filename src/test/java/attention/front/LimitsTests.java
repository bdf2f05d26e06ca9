package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Client;
import attention.http.Problem;
import attention.http.SmallServiceTest;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each limit holds, at the last value allowed and at the first that is not. */
@SmallServiceTest
class LimitsTests {

  private static final String ONE_ROW = "\"queryIndices\": [0]";

  private final Client client;

  LimitsTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  private static String grid(int rows, int columns) {
    String row = Collections.nCopies(columns, "1").toString();
    return Collections.nCopies(rows, row).toString();
  }

  private static String embeddings(int rows, int columns, String... members) {
    return "{\"embeddings\": %s%s}"
        .formatted(
            grid(rows, columns),
            Arrays.stream(members).map(member -> ", " + member).collect(Collectors.joining()));
  }

  private void assertComputed(String body) {
    assertThat(client.post("/attention/self", body).json().path("rows")).isNotEmpty();
  }

  private void assertRefused(String body, String pointer, String... words) {
    Problem problem = client.post("/attention/self", body).problem(422);
    assertThat(problem.type()).isEqualTo("/problems/limit-exceeded");
    assertThat(problem.faults()).containsExactly("limit-exceeded at " + pointer);
    assertThat(problem.detail()).contains(words);
  }

  @Test
  void theNumbersOfARequestAreLimitedOverAllItsArrays() {
    assertComputed(embeddings(5, 20, ONE_ROW));
    assertRefused(embeddings(6, 17, ONE_ROW), "#/embeddings", "100");
    assertComputed(embeddings(5, 15, ONE_ROW, "\"bias\": " + grid(5, 5)));
    assertRefused(embeddings(5, 16, ONE_ROW, "\"bias\": " + grid(5, 5)), "#/bias", "100");
  }

  @Test
  void theKeysAreLimited() {
    assertComputed(embeddings(12, 1, ONE_ROW));
    assertRefused(embeddings(13, 1, ONE_ROW), "#/embeddings", "12", "13");
  }

  @Test
  void theQueriesAnsweredAreLimited() {
    String twelve = IntStream.range(0, 12).mapToObj(i -> "0").toList().toString();
    assertComputed(embeddings(2, 1, "\"queryIndices\": " + twelve));
    String more = twelve.replace("]", ", 0]");
    assertRefused(embeddings(2, 1, "\"queryIndices\": " + more), "#/queryIndices", "12", "13");
  }

  @Test
  void theDimensionIsLimited() {
    assertComputed(embeddings(2, 20));
    assertRefused(embeddings(2, 21), "#/embeddings", "20", "21");
  }

  @Test
  void theCellsAreLimitedAndTheRefusalTellsHowToSplit() {
    assertComputed(embeddings(5, 1));
    assertRefused(embeddings(6, 1), "#/embeddings", "30", "6 × 6", "at most 5", "queryIndices");
    assertComputed(embeddings(6, 1, "\"queryIndices\": [0, 1, 2, 3, 4]"));
  }

  @Test
  void theCellsOfScoresAreLimitedToo() {
    assertThat(client.post("/attention/weights", "{\"scores\": " + grid(3, 10) + "}").status())
        .isEqualTo(200);
    Problem problem =
        client.post("/attention/weights", "{\"scores\": " + grid(3, 11) + "}").problem(422);
    assertThat(problem.faults()).containsExactly("limit-exceeded at #/scores");
  }

  @Test
  void theLengthOfATokenIsLimitedInCharactersNotInUnits() {
    assertComputed(embeddings(1, 1, "\"tokens\": [\"12345\"]"));
    assertComputed(embeddings(1, 1, "\"tokens\": [\"😀😀😀😀😀\"]"));
    assertRefused(embeddings(1, 1, "\"tokens\": [\"123456\"]"), "#/tokens/0", "5", "6");
  }

  @Test
  void theLengthsOfMasksAreLimited() {
    String keys = Collections.nCopies(13, "true").toString();
    assertRefused(
        embeddings(2, 1, "\"mask\": {\"keys\": " + keys + "}"), "#/mask/keys", "12", "13");
    assertRefused(
        embeddings(2, 1, "\"mask\": {\"allowed\": [" + keys + "]}"),
        "#/mask/allowed/0",
        "12",
        "13");
  }
}
