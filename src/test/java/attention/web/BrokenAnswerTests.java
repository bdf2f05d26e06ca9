package attention.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.http.Answer;
import attention.http.Bodies;
import attention.http.Client;
import attention.http.Json;
import attention.http.Npy;
import attention.http.Planted;
import attention.http.Problem;
import attention.http.ServiceTest;
import attention.http.Wire;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.core.JacksonException;

/** An answer that fails half-way must not look whole. */
@ServiceTest
class BrokenAnswerTests {

  private static final String SELF = "/attention/self";
  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

  /** Answered in 60 blocks, each larger than any buffer on its way. */
  private static final byte[] MANY_BLOCKS = Bodies.embeddings(1000, 2);

  private final Client client;

  BrokenAnswerTests(@LocalServerPort int port, @Autowired Planted planted) {
    client = new Client(port);
    planted.watch("fails-later", failing(500));
    planted.watch("fails-at-once", failing(0));
    planted.watch("is-never-told-to-fail", failing(Integer.MAX_VALUE));
  }

  private static IntConsumer failing(int row) {
    return from -> {
      if (from >= row) {
        throw new AssertionError("a secret of attention.web");
      }
    };
  }

  private String raw(String watcher, String accept) {
    try (Wire wire = Wire.to(client.port())) {
      wire.post(SELF, MANY_BLOCKS, "Connection: close", "Accept: " + accept, "Planted: " + watcher);
      return wire.rest();
    }
  }

  /** What stands in the chunks. */
  private static String body(String raw) {
    StringBuilder body = new StringBuilder();
    int at = raw.indexOf("\r\n\r\n") + 4;
    for (int end = raw.indexOf("\r\n", at); end >= 0; end = raw.indexOf("\r\n", at)) {
      int length = Integer.parseInt(raw.substring(at, end), 16);
      body.append(raw, end + 2, Math.min(raw.length(), end + 2 + length));
      at = Math.min(raw.length(), end + 2 + length + 2);
    }
    return body.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {Client.JSON, Client.NDJSON})
  void anAnswerThatDoesNotFailEndsWithTheLastChunk(String accept) {
    String raw = raw("is-never-told-to-fail", accept);
    assertThat(raw).startsWith("HTTP/1.1 200").endsWith(LAST_CHUNK);
    assertThat(body(raw).split("\"queryIndex\":", -1)).hasSize(1001);
  }

  @ParameterizedTest
  @ValueSource(strings = {Client.JSON, Client.NDJSON})
  void anAnswerThatFailsHalfWayIsCutWithoutTheLastChunk(String accept) {
    String raw = raw("fails-later", accept);
    assertThat(raw).startsWith("HTTP/1.1 200").contains("\"queryIndex\":400,");
    assertThat(raw.endsWith(LAST_CHUNK)).isFalse();
    assertThat(raw).doesNotContain("\"queryIndex\":600,", "problem", "secret");
    Problem.assertLeaksNothing(raw);
  }

  @Test
  void aFileThatFailsHalfWayIsShorterThanItsLengthTells() {
    String raw = raw("fails-later", Npy.MEDIA_TYPE);
    int begin = raw.indexOf("\r\n\r\n") + 4;
    Matcher told = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n").matcher(raw);
    assertThat(told.find()).isTrue();
    assertThat(raw.length() - begin).isBetween(1, Integer.parseInt(told.group(1)) - 1);
    Problem.assertLeaksNothing(raw);
  }

  @Test
  void whatArrivedOfItDoesNotParse() {
    String whole = body(raw("is-never-told-to-fail", Client.JSON));
    assertThat(Json.read(whole).path("rows")).hasSize(1000);
    String half = body(raw("fails-later", Client.JSON));
    // The rows of two computations may differ in a last digit.
    assertThat(whole).startsWith(half.substring(0, half.indexOf("\"rows\":") + 8));
    assertThat(half).contains("\"queryIndex\":400,");
    assertThatThrownBy(() -> Json.read(half)).isInstanceOf(JacksonException.class);
  }

  @Test
  void aClientSeesTheFailure() {
    assertThatThrownBy(() ->
            client.send(
                client
                    .request(SELF, Client.JSON)
                    .setHeader(Planted.HEADER, "fails-later")
                    .POST(BodyPublishers.ofByteArray(MANY_BLOCKS))))
        .hasRootCauseInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {Client.JSON, Client.NDJSON})
  void anAnswerThatFailsBeforeItsFirstByteIsAProblem(String accept) {
    Answer answer =
        client.send(
            client
                .request(SELF, accept)
                .setHeader(Planted.HEADER, "fails-at-once")
                .POST(BodyPublishers.ofByteArray(MANY_BLOCKS)));
    Problem problem = answer.problem(500);
    assertThat(problem.type()).isEqualTo("/problems/internal-error");
    assertThat(answer.text()).doesNotContain("secret", "queryIndex");
  }
}
