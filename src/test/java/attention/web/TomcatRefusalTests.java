package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.ServiceTest;
import attention.http.Wire;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is refused before it is a request: as problem details too, and telling as little. */
@ServiceTest
class TomcatRefusalTests {

  private static final String HOST = "Host: localhost\r\nConnection: close\r\n";
  private static final String POST = Wire.head("/attention/self");

  private final int port;

  TomcatRefusalTests(@LocalServerPort int port) {
    this.port = port;
  }

  static Stream<Arguments> refused() {
    String get = "GET / HTTP/1.1\r\n";
    return Stream.of(
        Arguments.of("a bad escape", "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of("a byte that is no text", "GET /%ff HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of("a path above the root", "GET /../secret HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of("a zero byte", "GET /%00 HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of("an unescaped character", "GET /a|b HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of("a long header", get + HOST + "X: " + "a".repeat(20_000) + "\r\n\r\n"),
        Arguments.of("a long path", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n"),
        Arguments.of("no request line", "NONSENSE\r\n\r\n"),
        Arguments.of("no host", get + "\r\n"),
        Arguments.of("another protocol", "\u0016\u0003\u0001\u0002\r\n\r\n"),
        Arguments.of("a length that is no number", POST + "Content-Length: abc\r\n\r\n"),
        Arguments.of("a negative length", POST + "Content-Length: -1\r\n\r\n"),
        Arguments.of("two lengths", POST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}"),
        Arguments.of("an unknown transfer", POST + "Transfer-Encoding: nonsense\r\n\r\n"),
        Arguments.of("a bad chunk", POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
        Arguments.of("an unknown method", "NONSENSE / HTTP/1.1\r\n" + HOST + "\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedAsAProblem(String what, String request) {
    try (Wire wire = Wire.to(port).send(request)) {
      Answer answer = wire.answer();
      assertThat(answer.status()).as(what).isBetween(400, 499);
      answer.problem();
      assertThat(answer.header("Server")).isEmpty();
    }
  }

  @Test
  void anotherVersionOrExpectationIsNamedByItsStatus() {
    String head = HOST + "Expect: x\r\n\r\n";
    try (Wire version = Wire.to(port).send("GET / HTTP/9.9\r\n" + HOST + "\r\n");
        Wire expect = Wire.to(port).send("GET / HTTP/1.1\r\n" + head)) {
      assertThat(version.answer().problem(505).type())
          .isEqualTo("/problems/http-version-not-supported");
      assertThat(expect.answer().problem(417).type()).isEqualTo("/problems/expectation-failed");
    }
  }

  @Test
  void aHeaderIsNotQuoted() {
    try (Wire wire = Wire.to(port)) {
      wire.send("GET /%zz HTTP/1.1\r\n" + HOST + "Authorization: Bearer confidential\r\n\r\n");
      assertThat(wire.answer().text()).doesNotContain("confidential");
    }
  }
}
