package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Json;
import attention.http.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Names that the service answers for, a prefix that it is under, and how many it serves at once.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.port=0",
      "server.forward-headers-strategy=framework",
      "attention.web.hosts=attention.example,127.0.0.1",
      "attention.web.exchanges=2",
      "attention.limits.stall=5s"
    })
class HostsTests {

  private final int port;
  private final int management;

  HostsTests(@LocalServerPort int port, @LocalManagementPort int management) {
    this.port = port;
    this.management = management;
  }

  private Answer get(int to, String path, String headers) {
    try (Wire wire = Wire.to(to)) {
      wire.send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n");
      return wire.answer();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"attention.example", "ATTENTION.example:8080", "127.0.0.1"})
  void aNameOfTheServiceIsAnswered(String host) {
    assertThat(get(port, "/attention", "Host: " + host + "\r\n").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "attention.example.evil", "127.0.0.2", "[::1]"})
  void anotherNameIsMisdirected(String host) {
    Answer answer = get(port, "/attention", "Host: " + host + "\r\n");
    assertThat(answer.problem(421).document().toString()).doesNotContain("evil");
    assertThat(get(management, "/livez", "Host: " + host + "\r\n").status()).isEqualTo(200);
  }

  @Test
  void theTypeOfAProblemIsReachedBehindAPrefix() {
    String headers = "Host: attention.example\r\nX-Forwarded-Prefix: /lab\r\n";
    Answer answer = get(port, "/nothing", headers);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(Json.read(answer.body()).get("type").asString())
        .isEqualTo("/lab/problems/not-found");
  }

  @Test
  void slowReadersLeaveRoomForHealthAndForComputing() {
    String script = "GET /swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    List<Wire> readers = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        readers.add(Wire.withSmallWindow(port));
        readers.getLast().send(script.repeat(6));
      }
      Client client = new Client(port);
      assertThat(client.post("/attention/self", "{\"embeddings\":[[1]]}").status()).isEqualTo(200);
      Answer refused = get(port, "/attention", "Host: 127.0.0.1\r\n");
      assertThat(refused.problem(503).type()).isEqualTo("/problems/at-capacity");
      assertThat(refused.header("Retry-After")).hasValue("1");
      assertThat(get(port, "/livez", "Host: 127.0.0.1\r\n").status()).isEqualTo(200);
      assertThat(get(management, "/readyz", "Host: x\r\n").status()).isEqualTo(200);
    } finally {
      readers.forEach(Wire::close);
    }
    await().until(() -> get(port, "/attention", "Host: 127.0.0.1\r\n").status() == 200);
  }
}
