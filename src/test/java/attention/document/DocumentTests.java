package attention.document;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Headers;
import attention.http.ServiceTest;
import attention.http.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the service says about itself is sent compressed, and once to each client. */
@ServiceTest
class DocumentTests {

  private final Client client;

  DocumentTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/attention", "/attention/examples", "/attention/checks", "/v3/api-docs"})
  void aDocumentIsSentOnceAndCompressed(String path) throws IOException {
    Answer plain = client.get(path);
    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(plain.header("Content-Type")).hasValue("application/json");
    assertThat(plain.header("Cache-Control")).hasValue("no-cache");
    assertThat(plain.header("Content-Disposition")).hasValue("inline");
    assertThat(vary(plain)).contains("Accept-Encoding");

    Answer packed = new Headers("Accept-Encoding", "gzip").get(client, path);
    assertThat(packed.header("Content-Encoding")).hasValue("gzip");
    assertThat(vary(packed)).contains("Accept-Encoding");
    assertThat(packed.body().length).isLessThan(plain.body().length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(plain.body());

    assertThat(repeated(path, plain, "identity").status()).isEqualTo(304);
    assertThat(repeated(path, packed, "gzip").status()).isEqualTo(304);
    assertThat(repeated(path, plain, "gzip").status()).isEqualTo(200);
  }

  private Answer repeated(String path, Answer known, String encoding) {
    String tag = known.header("ETag").orElseThrow();
    return new Headers("If-None-Match", tag, "Accept-Encoding", encoding).get(client, path);
  }

  private static String vary(Answer answer) {
    return answer.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Vary"))
        .map(header -> String.join(",", header.getValue()))
        .collect(Collectors.joining(","));
  }

  @Test
  void theLinksOfTheCatalogueAreThoseOfTheAddressThatWasUsed() {
    for (String host : new String[] {"one.example", "two.example", "two.example", "one.example"}) {
      try (Wire wire = Wire.to(client.port())) {
        wire.send("GET /attention HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        Answer answer = wire.answer();
        assertThat(answer.json().at("/links/examples").asString())
            .isEqualTo("http://" + host + "/attention/examples");
      }
    }
  }
}
