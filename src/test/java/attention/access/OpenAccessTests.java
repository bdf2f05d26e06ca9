package attention.access;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Headers;
import attention.http.ServiceTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.SecurityFilterChain;

/** Without the profile secured nothing of it is there. */
@ServiceTest
class OpenAccessTests {

  private static final String BODY = "{\"embeddings\":[[1,2],[3,4]]}";

  @Test
  void noFilterOfSpringSecurityIsInTheWay(@Autowired ApplicationContext service) {
    assertThat(service.getBeanNamesForType(SecurityFilterChain.class)).isEmpty();
    assertThat(List.of(service.getBeanDefinitionNames()))
        .noneMatch(bean -> bean.toLowerCase(Locale.ROOT).contains("securityfilter"));
  }

  @Test
  void everybodyIsAnsweredWithTheHeadersThatThereAlwaysWere(@LocalServerPort int port) {
    Client client = new Client(port);
    for (Headers headers : List.of(new Headers(), new Headers("Authorization", "Bearer any"))) {
      Answer answer = headers.post(client, "/attention/self", BODY);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
          .containsExactlyInAnyOrder(
              "x-content-type-options",
              "referrer-policy",
              "content-security-policy",
              "x-frame-options",
              "cache-control",
              "x-request-id",
              "content-type",
              "content-length",
              "date");
    }
  }

  @Test
  void theOpenApiDocumentSaysNothingOfKeys(@LocalServerPort int port) {
    String document = new Client(port).get("/v3/api-docs").text();
    assertThat(document)
        .doesNotContain("securitySchemes", "Problem401", "Problem403", "Problem429");
  }
}
