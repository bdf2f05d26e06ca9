package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "server.compression.enabled=true")
class CompressionTests {

  private static final String REQUEST =
      "{\"embeddings\": [%s]}".formatted(String.join(",", Collections.nCopies(300, "[0.5, -1]")));

  private Http http;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    http = new Http(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-ndjson"})
  void aPackedAnswerIsTheSameAnswer(String form) throws IOException {
    Http.Answer packed = post(form, "gzip");
    Http.Answer plain = post(form, "identity");
    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(plain.header("Content-Encoding")).isNull();
    byte[] bytes = packed.response().body();
    String unpacked =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(unpacked).isEqualTo(plain.text());
    assertThat(bytes.length).isLessThan(unpacked.length() / 2);
  }

  @Test
  void whoDoesNotAskForItGetsNoPackedAnswer() {
    assertThat(http.post("/attention/self", REQUEST).header("Content-Encoding")).isNull();
  }

  private Http.Answer post(String form, String encoding) {
    return http.send(
        "POST",
        "/attention/self",
        REQUEST,
        "Content-Type",
        "application/json",
        "Accept",
        form,
        "Accept-Encoding",
        encoding);
  }
}
