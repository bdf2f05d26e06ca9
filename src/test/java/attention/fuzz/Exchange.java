package attention.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import attention.fuzz.Trial.Expectation;
import attention.http.Answer;
import attention.http.Wire;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request and its answer, whose framing must add up to the last byte. */
final class Exchange {

  private static final String END_OF_HEAD = "\r\n\r\n";

  private Exchange() {}

  /** The answer; null if the connection was closed without one. */
  static @Nullable Answer of(int port, Trial trial) {
    String all;
    try (Wire wire = Wire.to(port)) {
      try {
        wire.send(trial.bytes());
        if (trial.expected() == Expectation.EITHER_OR_NEITHER) {
          // Else the service would wait for more. It takes this for a client that has left.
          wire.end();
        }
      } catch (UncheckedIOException e) {
        // Refused before all of it was sent: the answer is there.
      }
      all = wire.rest();
    }
    while (all.startsWith("HTTP/1.1 100")) {
      all = all.substring(all.indexOf(END_OF_HEAD) + END_OF_HEAD.length());
    }
    return all.isEmpty() ? null : answer(all, trial.method().equals("HEAD"));
  }

  private static Answer answer(String all, boolean headOnly) {
    int end = all.indexOf(END_OF_HEAD);
    assertThat(end).as("the end of the head of '%s'", all).isPositive();
    List<String> lines = all.substring(0, end).lines().toList();
    assertThat(lines.getFirst()).matches("HTTP/1\\.1 [1-5]\\d\\d .*");
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.subList(1, lines.size())) {
      String[] header = line.split(": ?", 2);
      assertThat(header).as(line).hasSize(2);
      headers.put(header[0], List.of(header[1]));
    }
    int status = Integer.parseInt(lines.getFirst().substring(9, 12));
    byte[] sent = all.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    boolean bodiless = headOnly || status == 304 || status == 204;
    return new Answer(status, headers, bodiless ? none(sent) : body(sent, headers));
  }

  private static byte[] none(byte[] sent) {
    assertThat(sent).as("the body of an answer that has none").isEmpty();
    return sent;
  }

  private static byte[] body(byte[] sent, Map<String, List<String>> headers) {
    List<String> length = headers.get("Content-Length");
    if (length != null) {
      assertThat(sent).hasSize(Integer.parseInt(length.getFirst()));
      return sent;
    }
    assertThat(headers).as("an answer without a length").containsKey("Transfer-Encoding");
    return joined(sent);
  }

  private static byte[] joined(byte[] chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String text = new String(chunks, StandardCharsets.ISO_8859_1);
    int at = 0;
    while (true) {
      int end = text.indexOf("\r\n", at);
      assertThat(end).as("the end of the line of a chunk: the answer is cut").isPositive();
      int length = Integer.parseInt(text.substring(at, end), 16);
      int next = end + 2 + length;
      assertThat(text.startsWith("\r\n", next)).as("a chunk ends where it says").isTrue();
      if (length == 0) {
        assertThat(text.length()).as("nothing follows the last chunk").isEqualTo(next + 2);
        return body.toByteArray();
      }
      body.writeBytes(Arrays.copyOfRange(chunks, end + 2, next));
      at = next + 2;
    }
  }
}
