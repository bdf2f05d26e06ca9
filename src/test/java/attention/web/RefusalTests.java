package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.ServiceTest;
import attention.trace.Mechanism;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Faults of a request as problem documents, over HTTP; the faults themselves have other tests. */
@ServiceTest
class RefusalTests {

  private static final String SELF = "/attention/self";

  private final Client client;

  RefusalTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                          | 400 | invalid-json at #",
        "{\"embeddings\": [[1, 2], [3, 4],]}       | 400 | invalid-json at #",
        "{\"embeddings\": [[1]], \"embeddings\": 1} | 400 | duplicate-member at #/embeddings",
        "{\"embeddings\": [[1, \"2\"]]}            | 400 | wrong-type at #/embeddings/0/1",
        "{\"embeddings\": [[1]], \"a/b~c d\": 1}   | 400 | unknown-member at #/a~1b~0c%20d",
        "{\"embeddings\": [[1, 2], [3]]}           | 422 | ragged-row at #/embeddings/1",
        "{\"embeddings\": [[1]], \"bias\": [[0, 0]]} | 422 | shape-mismatch at #/bias",
        "{\"embeddings\": [[1e39]]}                | 422 | outside-dtype at #/embeddings/0/0"
      })
  void aFaultIsListedWithItsPlace(@Nullable String body, int status, String fault) {
    String whole = body == null ? "" : body;
    assertThat(client.post(SELF, whole).problem(status).faults()).containsExactly(fault);
  }

  @ParameterizedTest
  @EnumSource(Mechanism.class)
  void everyPathRefusesARequestThatIsEmpty(Mechanism mechanism) {
    for (String accept : new String[] {Client.JSON, Client.NDJSON}) {
      Answer answer =
          client.post(
              "/attention/" + mechanism, "{\"x\": 1}".getBytes(StandardCharsets.UTF_8), accept);
      assertThat(answer.problem().faults()).contains("unknown-member at #/x");
    }
  }
}
