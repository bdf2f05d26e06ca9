package attention.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Client;
import attention.http.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where the OpenAPI document is, and where none is. */
@ServiceTest
class ServedDocumentTests {

  private final Client client;

  ServedDocumentTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  @Test
  void springdocServesNoDocumentOfItsOwn() {
    for (String path : new String[] {"/v3/api-docs.yaml", "/v3/api-docs/", "/v3/api-docs/some"}) {
      assertThat(client.get(path).problem(404).type()).isEqualTo("/problems/not-found");
    }
  }

  @Test
  void swaggerUiIsLedToTheDocument() {
    String document = client.get("/v3/api-docs/swagger-config").json().get("url").asString();
    assertThat(client.get(document).json().at("/info/title").asString())
        .isEqualTo("Attention service");
  }
}
