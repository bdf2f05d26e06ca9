package attention.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import attention.problem.Problem;
import attention.problem.ProblemException;
import attention.request.SelfRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is UTF-8, to the last byte. */
class EncodingTests {

  private static byte[] labelled(String hex) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"embeddings\": [[1]], \"tokens\": [\"".getBytes(UTF_8));
    body.writeBytes(HexFormat.of().parseHex(hex));
    body.writeBytes("\"]}".getBytes(UTF_8));
    return body.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c0af",
        "e080af",
        "f08080af",
        "c1bf",
        "e09fbf",
        "f08fbfbf",
        "eda080",
        "edbfbf",
        "f4908080",
        "f5808080",
        "ff",
        "80",
        "bf",
        "c3",
        "e282",
        "f09f98",
        "c3c3",
        "41e9",
        "e24182",
        "fe"
      })
  void whatIsNotIsRefused(String hex) {
    Problem problem = Reading.refusal(SelfRequest.class, labelled(hex));
    assertThat(Reading.faults(problem)).containsExactly("invalid-text at #");
    assertThat(problem.type().uri()).isEqualTo("/problems/invalid-text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c3a9", "e282ac", "f09f9880", "efbfbd", "c280", "ed9fbf", "ee8080", "f48fbfbf"})
  void whatIsIsRead(String hex) throws IOException {
    SelfRequest request = Reading.json(SelfRequest.class, labelled(hex)).request();
    assertThat(request.tokens()).containsExactly(new String(HexFormat.of().parseHex(hex), UTF_8));
  }

  @Test
  void latin1IsNamedWithItsCharacterAndPosition() {
    byte[] body = "{\"tokens\": [\"caf\u00e9\"]}".getBytes(ISO_8859_1);
    assertThat(Reading.refusal(SelfRequest.class, body).detail())
        .contains("0xE9 at position 16", "Latin-1", "'é'");
  }

  @Test
  void positionsCountTheNumbersThatTheParserDoesNotSee() {
    byte[] body =
        "{\"embeddings\": [[1, 2, 3], [4, 5, 6]], \"tokens\": [\"\u00e9\"]}".getBytes(ISO_8859_1);
    int position = new String(body, ISO_8859_1).indexOf('\u00e9');
    assertThat(Reading.refusal(SelfRequest.class, body).detail())
        .contains("at position " + position + ",");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32BE"})
  void anotherEncodingIsNotCalledASyntaxError(String charset) {
    byte[] body = "{\"embeddings\": [[1]]}".getBytes(Charset.forName(charset));
    assertThat(Reading.faults(Reading.refusal(SelfRequest.class, body)))
        .containsExactly("invalid-text at #");
  }

  @Test
  void aSyntaxErrorBeforeItComesFirst() {
    byte[] body = "{\"embeddings\": [[1 2]], \"tokens\": [\"\u00e9\"]}".getBytes(ISO_8859_1);
    assertThat(Reading.faults(Reading.refusal(SelfRequest.class, body)))
        .containsExactly("invalid-json at #");
  }

  /** The strict decoder of the JDK as the judge, whatever the portions are in which bytes come. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64})
  void theVerdictIsThatOfTheStrictDecoder(int portion) throws IOException {
    Random random = new Random(portion);
    int refused = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] text = text(random);
      boolean valid = decodes(text);
      refused += valid ? 0 : 1;
      assertThat(passes(text, portion)).as(HexFormat.of().formatHex(text)).isEqualTo(valid);
    }
    assertThat(refused).isBetween(1_000, 3_500);
  }

  private static byte[] text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      text.appendCodePoint(
          random.nextBoolean() ? 'a' + random.nextInt(26) : 0xE000 + random.nextInt(0x12000));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(0x80));
    }
    return bytes;
  }

  private static boolean decodes(byte[] text) {
    try {
      CharBuffer decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return decoded.hasRemaining();
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Whether a text passes with a quote behind it, which ends whatever was begun. */
  private static boolean passes(byte[] text, int portion) throws IOException {
    byte[] body = new byte[text.length + 1];
    System.arraycopy(text, 0, body, 0, text.length);
    body[text.length] = '"';
    RowScanner scanner =
        new RowScanner(new ByteArrayInputStream(body), new byte[RowScanner.room(1)]);
    try (InputStream checked = new Utf8InputStream(scanner)) {
      byte[] buffer = new byte[portion];
      while (checked.read(buffer, 0, portion) >= 0) {}
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  @Test
  void aByteIsPassedOnAsItIs() throws IOException {
    byte[] bytes = {'a', (byte) 0xC3, (byte) 0xBF, 'b'};
    Utf8InputStream text =
        new Utf8InputStream(
            new RowScanner(new ByteArrayInputStream(bytes), new byte[RowScanner.room(64)]));
    assertThat(text.read()).isEqualTo('a');
    assertThat(text.read()).isEqualTo(0xC3);
    assertThat(text.read()).isEqualTo(0xBF);
    assertThat(text.read(new byte[8], 0, 0)).isZero();
    assertThat(text.read()).isEqualTo('b');
    assertThat(text.read()).isEqualTo(-1);
  }
}
