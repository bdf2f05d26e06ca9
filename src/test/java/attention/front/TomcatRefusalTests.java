package attention.front;

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
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  private final int port;

  TomcatRefusalTests(@LocalServerPort int port) {
    this.port = port;
  }

  static Stream<Arguments> refused() {
    String get = "GET / HTTP/1.1\r\n";
    return Stream.of(
        path("/%zz", "two hexadecimal digits after each % in the path"),
        path("/%ff", "the escapes in the path to be UTF-8"),
        path("/attention%2fself", "no %2F in the path"),
        path("/attention%5Cself", "no %5C in the path"),
        path("/%00", "no %00 in the path"),
        path("/../secret", "a path below /"),
        path("/a|b", "RFC 3986 allows in the path, found '|'. Percent-encode it: %7C."),
        path("/attention?a={b}", "RFC 3986 allows in the query, found '{'"),
        path("/attention?\u00e9", "in the query, found the byte 0xE9"),
        Arguments.of("at most 8192 bytes", get + HOST + "X: " + "a".repeat(20_000) + "\r\n\r\n"),
        Arguments.of("at most 8192 bytes", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n"),
        Arguments.of("at most 100 header fields", get + HOST + "X: a\r\n".repeat(200) + "\r\n"),
        Arguments.of("a request line such as", "NONSENSE\r\n\r\n"),
        Arguments.of("a request line such as", "\u0016\u0003\u0001\u0002\r\n\r\n"),
        Arguments.of("one Host header, found none", get + "\r\n"),
        Arguments.of("one Host header, found several", get + HOST + HOST + "\r\n"),
        Arguments.of("a name or address", get + "Host: a b\r\nConnection: close\r\n\r\n"),
        Arguments.of("a line that is none", get + HOST + "A b: c\r\n\r\n"),
        Arguments.of("a line that is none", get + "X: a\u0001b\r\n" + HOST + "\r\n"),
        Arguments.of("a line that is none", get + "Host: a\rX: b\r\n\r\n"),
        Arguments.of("a line that is none", get + "Host: a\rb\r\nX y\r\n\r\n"),
        Arguments.of("one Content-Length", POST + "Content-Length: abc\r\n\r\n"),
        Arguments.of("one Content-Length", POST + "Content-Length: -1\r\n\r\n"),
        Arguments.of(
            "one Content-Length", POST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}"),
        Arguments.of("one Content-Length", get + "Host:   [::1]:80\r\nContent-Length: x\r\n\r\n"),
        Arguments.of("no Transfer-Encoding but", POST + "Transfer-Encoding: nonsense\r\n\r\n"),
        Arguments.of("chunks as HTTP/1.1 has them", CHUNKED + "zz\r\n"),
        Arguments.of("chunks as HTTP/1.1 has them", CHUNKED + "2\r\n{}x\r\n0\r\n\r\n"),
        Arguments.of("chunks as HTTP/1.1 has them", CHUNKED + "5\r\n{\"emb\r\nzz\r\n"),
        Arguments.of("Expected the method GET", "NONSENSE / HTTP/1.1\r\n" + HOST + "\r\n"));
  }

  private static Arguments path(String path, String detail) {
    return Arguments.of(detail, "GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedAsAProblemThatSaysWhatIsWrong(String detail, String request) {
    try (Wire wire = Wire.to(port).send(request)) {
      Answer answer = wire.answer();
      assertThat(answer.status()).isBetween(400, 499);
      assertThat(answer.problem().detail()).contains(detail);
      assertThat(answer.header("Server")).isEmpty();
    }
  }

  @Test
  void anotherVersionOrExpectationIsNamedByItsStatus() {
    String head = "Host: localhost\r\nExpect: x\r\n\r\n";
    try (Wire version = Wire.to(port).send("GET / HTTP/9.9\r\n" + HOST + "\r\n");
        Wire expect = Wire.to(port).send("GET / HTTP/1.1\r\n" + head)) {
      Answer another = version.answer();
      assertThat(another.problem(505).type()).isEqualTo("/problems/http-version-not-supported");
      assertThat(another.header("Connection")).hasValue("close");
      Answer unmet = expect.answer();
      assertThat(unmet.problem(417).type()).isEqualTo("/problems/expectation-failed");
      assertThat(unmet.header("Connection")).hasValue("close");
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
