package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Headers;
import attention.http.ServiceTest;
import attention.http.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a response lets browsers and caches do with it. */
@ServiceTest
class ResponseHeadersTests {

  private Client client;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new Client(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/attention",
        "/attention/self",
        "/nothing",
        "/problems/not-found",
        "/livez",
        "/%zz",
        "/swagger-ui/index.html"
      })
  void noBrowserFramesOrGuesses(String path) {
    try (Wire wire = Wire.to(client.port())) {
      wire.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      Answer answer = wire.answer();
      assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.header("Referrer-Policy")).hasValue("no-referrer");
      assertThat(answer.header("Content-Security-Policy").orElseThrow())
          .contains("default-src ", "frame-ancestors 'none'")
          .doesNotContain("script-src", "unsafe-eval");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/attention, no-cache",
    "/attention/examples, no-cache",
    "/v3/api-docs, no-cache",
    "/nothing, no-store",
    "/swagger-ui/index.html, no-store",
    "/swagger-ui/swagger-initializer.js, no-store",
    "'/swagger-ui/swagger-ui.css', 'public, max-age=86400'"
  })
  void aCacheKeepsWhatDoesNotChange(String path, String caching) {
    assertThat(new Headers().get(client, path).header("Cache-Control")).hasValue(caching);
  }

  @Test
  void noCacheKeepsWhatWasComputed() {
    for (String body : new String[] {"{\"embeddings\":[[1]]}", "{"}) {
      assertThat(client.post("/attention/self", body).header("Cache-Control")).hasValue("no-store");
    }
  }

  @Test
  void aCacheKnowsWhatLinksDependOn() {
    assertThat(client.get("/attention").header("Vary").orElseThrow())
        .contains("Host", "Forwarded", "X-Forwarded-Proto", "X-Forwarded-Prefix");
    assertThat(client.get("/problems/not-found").header("Vary")).hasValue("Accept");
  }

  @Test
  void theOpenApiDocumentIsSentOnce() {
    Answer first = client.get("/v3/api-docs");
    String tag = first.header("ETag").orElseThrow();
    assertThat(first.json().at("/servers/0/url").asString()).isEqualTo("..");
    Answer again = new Headers("If-None-Match", tag).get(client, "/v3/api-docs");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(new Headers("If-None-Match", "\"x\"").get(client, "/v3/api-docs").status())
        .isEqualTo(200);
    Answer french = new Headers("Accept-Language", "fr").get(client, "/v3/api-docs");
    assertThat(french.body()).isEqualTo(first.body());
  }
}
