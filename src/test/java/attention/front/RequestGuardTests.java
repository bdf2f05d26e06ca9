package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.http.Client;
import attention.http.Headers;
import attention.http.ServiceTest;
import attention.http.Wire;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the head of a request alone decides, on any path and with the body unread. */
@ServiceTest
class RequestGuardTests {

  private static final String HOST = "Host: localhost\r\nConnection: close\r\n";
  private static final String JSON = HOST + "Content-Type: application/json\r\n";
  private static final String SELF = "POST /attention/self HTTP/1.1\r\n" + JSON;
  private static final String BODY = "{\"embeddings\":[[1,2],[3,4]]}";
  private static final String CHUNKED = "1c\r\n" + BODY + "\r\n0\r\n\r\n";

  private final int port;
  private final int management;
  private final Client client;

  /** More than the threads of the service. */
  private final int clients;

  RequestGuardTests(
      @LocalServerPort int port,
      @LocalManagementPort int management,
      @Value("${server.tomcat.threads.max}") int threads) {
    this.port = port;
    this.clients = threads + 60;
    this.management = management;
    this.client = new Client(port);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "a length and chunks",
            SELF + "Content-Length: 28\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED),
        Arguments.of(
            "chunks and a length",
            SELF + "transfer-encoding: chunked\r\ncontent-length: 28\r\n\r\n" + CHUNKED),
        Arguments.of(
            "two types", SELF + "Content-Type: text/plain\r\nContent-Length: 28\r\n\r\n" + BODY),
        Arguments.of(
            "a body with GET",
            "GET /livez HTTP/1.1\r\n" + HOST + "Content-Length: 1000000\r\n\r\n"),
        Arguments.of(
            "chunks with OPTIONS",
            "OPTIONS / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n"),
        Arguments.of("a bad escape in a query", "GET /livez?%zz HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of("a bad escape after ;", "GET /attention;%zz HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of("an empty list", "GET /livez HTTP/1.1\r\n" + HOST + "Accept: ,\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void aHeadThatIsWrongIsRefused(String what, String request) {
    try (Wire wire = Wire.to(port).send(request)) {
      assertThat(wire.answer().problem(400).type()).as(what).isEqualTo("/problems/bad-request");
    }
  }

  @Test
  void aBodyThatSpeaksOfLengthsIsNoHead() {
    String body = "\ncontent-length: 1\n\n";
    try (Wire wire = Wire.to(port)) {
      wire.send(SELF + "Transfer-Encoding: chunked\r\n\r\n14\r\n" + body + "\r\n0\r\n\r\n");
      assertThat(wire.answer().problem(400).type()).isEqualTo("/problems/malformed-json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/attention/self;v=1",
        "/attention;/self",
        "/livez;",
        "/webjars/swagger-ui/index.html"
      })
  void noPathHasParametersOrLibraries(String path) {
    try (Wire wire = Wire.to(port).send("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n")) {
      wire.answer().problem(404);
    }
  }

  @Test
  void aRequestWithoutAVersionIsNotAnswered() {
    try (Wire wire = Wire.to(port).send("GET /livez\r\n")) {
      assertThat(wire.rest()).isEmpty();
    }
  }

  /** On whatever connections they come. */
  @Test
  void aRequestWithoutAVersionChangesNoOtherResponse() {
    for (int i = 0; i < 30; i++) {
      String method = i % 2 == 0 ? "GET" : "POST";
      try (Wire wire = Wire.to(port).send(method + " /livez\r\n")) {
        assertThat(wire.rest()).doesNotStartWith("HTTP");
      }
    }
    for (int i = 0; i < 30; i++) {
      try (Wire wire = Wire.to(port).send("GET /a\"b HTTP/1.1\r\n" + HOST + "\r\n")) {
        wire.answer().problem(400);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-Prefix, x",
    "X-Forwarded-Host, a b",
    "X-Forwarded-Proto, 1:",
    "Forwarded, host=a b"
  })
  void aHeaderOfAProxyIsNotBelieved(String name, String value) {
    Headers headers = new Headers(name, value);
    assertThat(headers.get(client, "/livez").status()).isEqualTo(200);
    assertThat(headers.get(client, "/swagger-ui/index.html").status()).isEqualTo(200);
    assertThat(headers.get(client, "/").status()).isEqualTo(200);
    assertThat(headers.get(client, "/attention").text()).contains("http://127.0.0.1:" + port);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /livez, application/x-www-form-urlencoded, 405",
    "POST, /attention/self, application/x-www-form-urlencoded, 415",
    "POST, /attention/self, multipart/form-data; boundary=b, 415",
    "POST, /nothing, multipart/form-data; boundary=b, 404",
    "PATCH, /attention/self, application/x-www-form-urlencoded, 405"
  })
  void aFormIsRefusedBeforeItArrives(String method, String path, String type, int status) {
    try (Wire wire = Wire.to(port)) {
      wire.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type);
      wire.send("\r\nContent-Length: 200000000\r\n\r\na=");
      wire.next().problem(status);
    }
  }

  @Test
  void formsThatNeverEndLeaveThreadsForOthers() throws IOException {
    List<Wire> slow = new ArrayList<>();
    try {
      for (int i = 0; i < clients; i++) {
        slow.add(Wire.to(port));
        slow.getLast()
            .send(
                "PUT / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 1000000\r\n\r\na=");
      }
      assertThat(client.post("/attention/self", BODY).status()).isEqualTo(200);
    } finally {
      slow.forEach(Wire::close);
    }
  }

  @Test
  void bodiesThatTrickleInLeaveProbesOfTheOperatorAThread() {
    List<Wire> slow = new ArrayList<>();
    AtomicBoolean answered = new AtomicBoolean();
    try {
      for (int i = 0; i < 20; i++) {
        slow.add(Wire.to(management).send(SELF + "Content-Length: 1000000\r\n\r\n"));
      }
      Thread.ofVirtual().start(() -> trickle(slow, answered));
      Instant start = Instant.now();
      assertThat(new Client(management).get("/livez").status()).isEqualTo(200);
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    } finally {
      answered.set(true);
      slow.forEach(Wire::close);
    }
  }

  private static void trickle(List<Wire> wires, AtomicBoolean answered) {
    List<Wire> open = new ArrayList<>(wires);
    while (!answered.get()) {
      open.removeIf(wire -> !sent(wire));
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static boolean sent(Wire wire) {
    try {
      wire.send(" ");
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  void aRefusedRequestHoldsNothingWhileTheRestOfItsBodyArrives(@Autowired MeterRegistry meters) {
    Gauge used = meters.get("attention.budget.used").gauge();
    String beginning = "{]" + " ".repeat(100_000);
    try (Wire wire = Wire.to(port).send(SELF)) {
      wire.send("Content-Length: 200002\r\n\r\n" + beginning);
      wire.next().problem(400);
      await().until(() -> used.value() == 0);
      wire.send(" ".repeat(100_000));
      assertThat(wire.rest()).isEmpty();
    }
  }

  /** Most clients look for a response only after they have sent everything. */
  @Test
  void manyRefusedClientsAtOnceCanSendTheRestOfTheirBodies() {
    String part = "a".repeat(1000);
    List<Wire> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 120; i++) {
        slow.add(Wire.to(port).send("POST /attention/self HTTP/1.1\r\n" + HOST));
        slow.getLast().send("Content-Type: text/plain\r\nContent-Length: 10000\r\n\r\n");
      }
      slow.forEach(wire -> wire.next().problem(415));
      for (int i = 0; i < 10; i++) {
        slow.forEach(wire -> wire.send(part));
      }
    } finally {
      slow.forEach(Wire::close);
    }
  }
}
