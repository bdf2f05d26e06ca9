package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Problem;
import attention.http.SmallServiceTest;
import attention.http.Wire;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A body that is too large is refused before it is read, whether its length is told or not. */
@SmallServiceTest
class LargeBodyTests {

  private static final int LIMIT = 20 * 1024;
  private static final String SELF = "/attention/self";

  private final Client client;

  LargeBodyTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  /** A good request, padded to a length. */
  private static byte[] body(int length) {
    String good = "{\"embeddings\": [[1, 2], [3, 4]]}";
    return (good + " ".repeat(length - good.length())).getBytes(StandardCharsets.UTF_8);
  }

  private static void assertTooLarge(Answer answer) {
    Problem problem = answer.problem(413);
    assertThat(problem.type()).isEqualTo("/problems/content-too-large");
    assertThat(problem.detail()).contains("20480 bytes", "attention.limits.request-bytes");
  }

  @Test
  void aBodyUpToTheLimitIsRead() {
    assertThat(client.post(SELF, body(LIMIT), Client.JSON).status()).isEqualTo(200);
    assertThat(client.postChunked(SELF, body(LIMIT)).status()).isEqualTo(200);
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    assertTooLarge(client.post(SELF, body(LIMIT + 1), Client.JSON));
    assertTooLarge(client.postChunked(SELF, body(LIMIT + 1)));
  }

  @Test
  void aSenderThatReadsOnlyAfterTheLastByteSeesTheRefusal() {
    byte[] large = body(5_000_000);
    for (int i = 0; i < 3; i++) {
      try (Wire told = Wire.to(client.port());
          Wire chunked = Wire.to(client.port())) {
        assertTooLarge(told.post(SELF, large).next());
        chunked.send(Wire.head(SELF) + "Transfer-Encoding: chunked\r\n\r\n");
        chunked.send(Integer.toHexString(large.length) + "\r\n").send(large);
        assertTooLarge(chunked.send("\r\n0\r\n\r\n").next());
      }
    }
  }

  @Test
  void aLengthTooLargeIsRefusedBeforeTheBodyIsAskedFor() {
    try (Wire wire = Wire.to(client.port())) {
      wire.send(Wire.head(SELF) + "Expect: 100-continue\r\nContent-Length: 20481\r\n\r\n");
      assertTooLarge(wire.next());
    }
  }

  @Test
  void aLengthBeyondEveryNumberIsRefused() {
    try (Wire wire = Wire.to(client.port())) {
      wire.send(Wire.head(SELF) + "Content-Length: 9223372036854775807\r\n\r\n");
      assertTooLarge(wire.next());
    }
  }
}
