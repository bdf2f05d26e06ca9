package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Bodies that are not JSON, nearly JSON, or more JSON than anyone needs. */
@ServiceTest
class BodyTests {

  private static final String GOOD = "{\"embeddings\": [[1, 2], [3, 4]]}";

  private final Client client;

  BodyTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  private Answer post(String body) {
    return client.post("/attention/self", body);
  }

  private Answer post(byte[] body) {
    return client.post("/attention/self", body, Client.JSON);
  }

  private static String with(String member) {
    return "{\"embeddings\": [[1, 2], [3, 4]], %s}".formatted(member);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n\t ",
        "{",
        "{\"embeddings\": [[1, 2], [3, 4]]",
        "{\"embeddings\": [[1, 2], [3, 4]]}}",
        "{\"embeddings\": [[1, 2], [3, 4]]} x",
        "{\"embeddings\": [[1, 2], [3, 4]]}{}",
        "{\"embeddings\": [[1, 2], [3, 4]]} 1",
        "{\"embeddings\": [[1, 2], [3, 4],]}",
        "{\"embeddings\": [[1, 2], [3, 4]],}",
        "{\"embeddings\": [[1 2], [3, 4]]}",
        "{\"embeddings\": [[01, 2], [3, 4]]}",
        "{\"embeddings\": [[.5, 2], [3, 4]]}",
        "{\"embeddings\": [[5., 2], [3, 4]]}",
        "{\"embeddings\": [[+5, 2], [3, 4]]}",
        "{\"embeddings\": [[0x1p3, 2], [3, 4]]}",
        "{\"embeddings\": [[1e, 2], [3, 4]]}",
        "{\"embeddings\": [[1e5.0, 2], [3, 4]]}",
        "{\"embeddings\": [[--1, 2], [3, 4]]}",
        "{\"embeddings\": [[NaN, 2], [3, 4]]}",
        "{\"embeddings\": [[Infinity, 2], [3, 4]]}",
        "{\"embeddings\": [[-Infinity, 2], [3, 4]]}",
        "{\"embeddings\": [[nul, 2], [3, 4]]}",
        "{embeddings: [[1, 2], [3, 4]]}",
        "{'embeddings': [[1, 2], [3, 4]]}",
        "{\"embeddings\": /* no */ [[1, 2], [3, 4]]}",
        "# no\n{\"embeddings\": [[1, 2], [3, 4]]}",
        "{\"tokens\": [\"\\x41\"]}",
        "{\"tokens\": [\"\\u12\"]}",
        "{\"tokens\": [\"a\tb\"]}",
        "{\"tokens\": [\"unfinished"
      })
  void whatIsNotJsonIsRefusedWithoutAPlaceInIt(String body) {
    Problem problem = post(body).problem(400);
    assertThat(problem.type()).isEqualTo("/problems/malformed-json");
    assertThat(problem.faults()).containsExactly("invalid-json at #");
  }

  @Test
  void theDetailTellsLineAndColumn() {
    assertThat(post("{\n \"embeddings\": [[1, 2], [3 4]]}").problem(400).detail())
        .contains("line 2", "column 2");
    assertThat(post("{\"embeddings\": [").problem(400).detail()).contains("where the body ends");
  }

  @Test
  void aMemberTwiceIsRefusedWhereverItStands() {
    String twice = with("\"mask\": {\"causal\": true, \"caus\\u0061l\": true}");
    assertThat(post(twice).problem(400).faults())
        .containsExactly("duplicate-member at #/mask/causal");
    assertThat(post(with("\"x\": {\"a\": 1, \"a\": 2}")).problem(400).codes()).isNotEmpty();
  }

  @Test
  void halfASurrogatePairIsNoText() {
    String token = "\"tokens\": [\"\\ud83d\", \"ok\"]";
    assertThat(post(with(token)).problem(400).faults())
        .containsExactly("invalid-text at #/tokens/0");
    post(with("\"\\udc00\": 1")).problem(400);
    post(with("\"\\ud83d\": 1")).problem(400);
    assertThat(post(with("\"dtype\": \"\\ud83d\"")).problem(400).codes())
        .containsExactly("unknown-word");
    assertThat(
            post(with("\"tokens\": [\"\\ud83d\\ude00\", \"\"]")).json().at("/tokens/0").asString())
        .isEqualTo("😀");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] body = with("\"tokens\": [\"\u00e9\", \"b\"]").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(post(body).problem(400).type()).isEqualTo("/problems/invalid-text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
  void jsonInAnotherEncodingThanUtf8IsRefused(String charset) {
    assertThat(post(GOOD.getBytes(Charset.forName(charset))).problem(400).type())
        .isEqualTo("/problems/invalid-text");
  }

  @Test
  void bytesThatAreNoTextAtAllAreRefused() {
    for (int[] bytes : new int[][] {{0, 0, 0xFF, 0xFE}, {0xFF, 0xFE, 0, 0}, {0}, {0x80}}) {
      byte[] body = new byte[bytes.length];
      for (int i = 0; i < body.length; i++) {
        body[i] = (byte) bytes[i];
      }
      assertThat(post(body).problem(400).faults()).containsExactly("invalid-text at #");
    }
    assertThat(post(new byte[] {1, 2}).problem(400).faults()).containsExactly("invalid-json at #");
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(post("\uFEFF" + GOOD).json()).isEqualTo(post(GOOD).json());
  }

  @Test
  void whatIsTooLongIsRefusedAndNotQuoted() {
    String digits = "1".repeat(100_000);
    String name = "n".repeat(100_000);
    String deep = "[".repeat(100_000);
    for (String body :
        new String[] {
          "{\"embeddings\": [[" + digits + "]]}",
          "{\"embeddings\": [[0." + digits + "]]}",
          "{\"embeddings\": [[1e" + digits + "]]}",
          "{\"embeddings\": " + deep,
          "{\"" + name + "\": 1}",
          "{\"x\": " + deep + "]".repeat(100_000) + "}"
        }) {
      Answer answer = post(body);
      assertThat(answer.problem(400).type()).isEqualTo("/problems/too-long");
      assertThat(answer.body()).hasSizeLessThan(2000);
    }
  }

  @Test
  void longTextsAreQuotedInPartOnly() {
    Answer token = post(with("\"tokens\": [\"" + "t".repeat(200_000) + "\", \"b\"]"));
    assertThat(token.problem(422).faults()).containsExactly("limit-exceeded at #/tokens/0");
    Answer word = post(with("\"dtype\": \"" + "w".repeat(200_000) + "\""));
    assertThat(word.problem(400).faults()).containsExactly("unknown-word at #/dtype");
    assertThat(word.body()).hasSizeLessThan(2000);
  }
}
