package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Headers;
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

  private Client client;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new Client(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-ndjson"})
  void aPackedAnswerIsTheSameAnswer(String form) throws IOException {
    Answer packed = post(form, "gzip");
    Answer plain = post(form, "identity");
    assertThat(packed.header("Content-Encoding")).hasValue("gzip");
    assertThat(plain.header("Content-Encoding")).isEmpty();
    byte[] bytes = packed.body();
    String unpacked =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(unpacked).isEqualTo(plain.text());
    assertThat(bytes.length).isLessThan(unpacked.length() / 2);
  }

  @Test
  void whoDoesNotAskForItGetsNoPackedAnswer() {
    assertThat(client.post("/attention/self", REQUEST).header("Content-Encoding")).isEmpty();
  }

  private Answer post(String form, String encoding) {
    return new Headers("Accept", form, "Accept-Encoding", encoding)
        .post(client, "/attention/self", REQUEST);
  }
}
