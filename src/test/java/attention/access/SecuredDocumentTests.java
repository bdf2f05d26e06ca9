package attention.access;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Operated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** What the OpenAPI document says with the profile secured; Swagger UI asks for a key by it. */
@SecuredTest
class SecuredDocumentTests {

  private JsonNode document;

  @BeforeEach
  void read(@Autowired Environment environment) {
    document = new Operated(environment).users().get("/v3/api-docs").json();
  }

  @Test
  void whatComputesNeedsAKeyAndWhatReadsDoesNot() {
    assertThat(document.at("/components/securitySchemes/key/type").asString()).isEqualTo("http");
    assertThat(document.at("/components/securitySchemes/key/scheme").asString())
        .isEqualTo("bearer");
    for (var path : document.get("paths").properties()) {
      JsonNode post = path.getValue().path("post");
      if (post.isObject()) {
        assertThat(post.at("/security/0").has("key")).as(path.getKey()).isTrue();
        assertThat(post.get("responses").propertyNames()).contains("401", "403", "429");
      }
      assertThat(path.getValue().path("get").has("security")).isFalse();
    }
  }

  @Test
  void theRefusalsHaveTheirHeaders() {
    assertThat(document.at("/components/responses/Problem401/headers").has("WWW-Authenticate"))
        .isTrue();
    assertThat(document.at("/components/responses/Problem429/headers").has("Retry-After")).isTrue();
  }
}
