package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.problem.Problem;
import attention.problem.ProblemType;
import attention.problem.ProblemWriter;
import attention.request.Received;
import attention.request.SelfRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not JSON, nearly JSON, or more JSON than anyone needs. */
class BodyTests {

  private static final String GOOD = "{\"embeddings\": [[1, 2], [3, 4]]}";

  private static List<String> refused(String body) {
    return Reading.faults(Reading.refusal(body));
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
    Problem problem = Reading.refusal(body);
    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_JSON);
    assertThat(Reading.faults(problem)).containsExactly("invalid-json at #");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"embeddings\": [[1, 2], [3 4]]}                | line 1, column 28",
        "{~ \"embeddings\": [[1, 2], [3 4]]}              | line 2, column 28",
        "{~ \"embeddings\": [[1,~2],~[3,4],[5,6 7]]}      | line 4, column 12",
        "{~ \"embeddings\": [[1, 2],~~ [3, 4]], x}        | line 4, column 11",
        "{\"embeddings\": [[0.125, 2], [3, 4]]} x         | line 1, column 38",
        "{\"embeddings\": [                               | line 1, column 17"
      })
  void theDetailNamesLineAndColumn(String body, String place) {
    assertThat(Reading.refusal(body.replace('~', '\n')).detail()).contains(place);
  }

  @Test
  void aMemberTwiceIsRefusedAtAnyDepth() {
    String twice = with("\"mask\": {\"causal\": true, \"caus\\u0061l\": true}");
    assertThat(refused(twice)).containsExactly("duplicate-member at #/mask/causal");
    assertThat(refused(with("\"x\": {\"a\": 1, \"a\": 2}"))).isNotEmpty();
  }

  @Test
  void halfASurrogatePairIsNoText() throws IOException {
    String token = "\"tokens\": [\"\\ud83d\", \"ok\"]";
    assertThat(refused(with(token))).containsExactly("invalid-text at #/tokens/0");
    assertThat(refused(with("\"\\udc00\": 1"))).isNotEmpty();
    assertThat(refused(with("\"\\ud83d\": 1"))).isNotEmpty();
    assertThat(refused(with("\"dtype\": \"\\ud83d\""))).containsExactly("unknown-word at #/dtype");
    assertThat(Reading.self(with("\"tokens\": [\"\\ud83d\\ude00\", \"\"]")).request().tokens())
        .containsExactly("😀", "");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] body = with("\"tokens\": [\"\u00e9\", \"b\"]").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Reading.refusal(body).type()).isEqualTo(ProblemType.INVALID_TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
  void jsonInAnotherEncodingThanUtf8IsRefused(String charset) {
    assertThat(Reading.refusal(GOOD.getBytes(Charset.forName(charset))).type())
        .isEqualTo(ProblemType.INVALID_TEXT);
  }

  @Test
  void bytesThatAreNoTextAtAllAreRefused() {
    for (int[] bytes : new int[][] {{0, 0, 0xFF, 0xFE}, {0xFF, 0xFE, 0, 0}, {0}, {0x80}}) {
      byte[] body = new byte[bytes.length];
      for (int i = 0; i < body.length; i++) {
        body[i] = (byte) bytes[i];
      }
      assertThat(Reading.faults(Reading.refusal(body))).containsExactly("invalid-text at #");
    }
    assertThat(refused("\u0001\u0002")).containsExactly("invalid-json at #");
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    Received<SelfRequest> marked = Reading.self("\uFEFF" + GOOD);
    assertThat(Reading.numbers(marked.request().embeddings())).containsExactly(1, 2, 3, 4);
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
      Problem problem = Reading.refusal(body);
      assertThat(problem.type()).isEqualTo(ProblemType.TOO_LONG);
      assertThat(ProblemWriter.bytes(problem, "", "/")).hasSizeLessThan(2000);
    }
  }

  @ParameterizedTest
  @CsvSource({"1000, invalid-json at #", "1001, too-long at #"})
  void aNumberMayHaveAThousandCharacters(int length, String fault) {
    assertThat(refused("{\"scale\": " + "1".repeat(length) + ", 1}")).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource({"31, unknown-member at #/x", "32, too-long at #"})
  void arraysMayBeNestedWithinTheLimit(int depth, String fault) {
    String value = "[".repeat(depth) + "]".repeat(depth);
    assertThat(refused(with("\"x\": " + value))).containsExactly(fault);
  }

  @Test
  void longTextsAreQuotedInPartOnly() {
    Problem token = Reading.refusal(with("\"tokens\": [\"" + "t".repeat(200_000) + "\", \"b\"]"));
    assertThat(Reading.faults(token)).containsExactly("limit-exceeded at #/tokens/0");
    Problem word = Reading.refusal(with("\"dtype\": \"" + "w".repeat(200_000) + "\""));
    assertThat(Reading.faults(word)).containsExactly("unknown-word at #/dtype");
    assertThat(ProblemWriter.bytes(word, "", "/")).hasSizeLessThan(2000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "1", "\"text\"", "[]", "[[1, 2], [3, 4]]"})
  void aDocumentThatIsNoObjectIsRefused(String body) {
    assertThat(refused(body)).containsExactly("wrong-type at #");
  }

  @Test
  void whatIsHeldIsCountedHoweverItIsWritten() throws IOException {
    String body = with("\"bias\": [[0, null], [0.5, 1e0]], \"tokens\": [\"é\", \"b\"]");
    for (String whole : new String[] {body, body.replace(" ", ""), body.replace(" ", "\n  ")}) {
      assertThat(Reading.self(whole).bytes()).isBetween(8 * 16L, 2048L);
    }
  }

  @Test
  void aFaultOfComputingDoesNotPreventReading() throws IOException {
    Received<SelfRequest> received =
        Reading.self("{\"embeddings\": [[1, 2], [3]], \"queryIndices\": [0]}");
    assertThat(received.request().queryIndices()).containsExactly(0);
    assertThat(Reading.faults(Reading.refusal(received.faults()::throwIfAny)))
        .containsExactly("ragged-row at #/embeddings/1");
  }

  @Test
  void aFaultOfReadingIsRefusedAtOnceWithAllOthers() {
    assertThat(refused("{\"embeddings\": [[1], [1, \"a\"]], \"tokens\": 1, \"x\": 1}"))
        .containsExactly(
            "wrong-type at #/embeddings/1/1", "wrong-type at #/tokens", "unknown-member at #/x");
  }

  @Test
  void readingEndsAtTheTwentiethFault() {
    String body = "{\"embeddings\": [[" + "\"x\",".repeat(50) + "1]], not JSON";
    assertThat(refused(body)).hasSize(20).allMatch(fault -> fault.startsWith("wrong-type"));
  }

  @Test
  void aClientThatBreaksOffIsNotRefused() {
    IOException broken = new IOException("broken");
    for (String sent : new String[] {"", "{\"embeddings\": [[1, 2", "{\"tokens\": [\"a"}) {
      InputStream body =
          new SequenceInputStream(
              new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8)),
              new InputStream() {
                @Override
                public int read() throws IOException {
                  throw broken;
                }
              });
      assertThatThrownBy(() -> Reading.self(body)).isSameAs(broken);
    }
  }
}
