package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Headers;
import attention.http.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.web.server.LocalServerPort;

class CrossOriginTests {

  private static final String REQUEST = "{\"embeddings\": [[1, 2], [3, 4]]}";
  private static final String PAGE = "https://lab.example";
  private static final String ALLOWED = "Access-Control-Allow-Origin";

  @Nested
  @SpringBootTest(
      webEnvironment = WebEnvironment.RANDOM_PORT,
      properties = {"management.server.port=0", "attention.web.allowed-origins=" + PAGE})
  class WhereAPageIsAllowed extends Browser {

    @Test
    void itMayAsk() {
      Answer answer = preflight(PAGE);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header(ALLOWED)).hasValue(PAGE);
      assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("POST");
      assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow())
          .contains("content-type");
    }

    @Test
    void itMayReadTheAnswer() {
      Answer answer = post(PAGE, "application/json");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header(ALLOWED)).hasValue(PAGE);
    }

    @Test
    void itMayReadTheHeadersThatSayWhatToDo() {
      String exposed = post(PAGE, "text/csv").header("Access-Control-Expose-Headers").orElseThrow();
      assertThat(exposed.split(", "))
          .contains("Allow", "Retry-After", "WWW-Authenticate", "RateLimit", "RateLimit-Policy");
    }

    @Test
    void itMayReadARefusalOfAnyKind() {
      for (Answer answer :
          new Answer[] {
            post(PAGE, "text/csv"),
            from(PAGE).get(client, "/attention/self"),
            from(PAGE).send(client, "PUT", "/attention/self", REQUEST),
            from(PAGE).get(client, "/attention/none"),
            from(PAGE).post(client, "/attention/self", "{")
          }) {
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.header(ALLOWED)).as(answer.text()).hasValue(PAGE);
      }
    }

    @Test
    void aMethodThatIsNotThereHasItsProblem() {
      from(PAGE).send(client, "PUT", "/attention/self", REQUEST).problem(405);
      assertThat(from(PAGE).send(client, "OPTIONS", "/attention/self", "").status()).isEqualTo(200);
    }

    @Test
    void anotherPageMayReadNothing() {
      Answer asked = preflight("https://other.example");
      assertThat(asked.header(ALLOWED)).isEmpty();
      Answer answer = post("https://other.example", "application/json");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header(ALLOWED)).isEmpty();
    }

    @Test
    void cachesTellOriginsApart() {
      Answer plain = client.get("/attention/examples");
      Answer other = from("https://other.example").get(client, "/attention/examples");
      Answer allowed = from(PAGE).get(client, "/attention/examples");
      assertThat(List.of(plain, other, allowed))
          .allSatisfy(
              answer -> assertThat(answer.header("Vary").orElseThrow()).isEqualTo("Origin"));
    }

    @Test
    void theMetricsStayWhereTheyAre() {
      assertThat(from(PAGE).get(client, "/actuator/health").header(ALLOWED)).isEmpty();
    }
  }

  @Nested
  @ServiceTest
  class WhereNothingIsSaid extends Browser {

    @Test
    void noPageMayReadAnything() {
      assertThat(preflight(PAGE).header(ALLOWED)).isEmpty();
      assertThat(post(PAGE, "application/json").header(ALLOWED)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab.example", "https://lab.example/", "https://*.example", "null"})
  void whatIsNoOriginStopsTheStart(String origin) {
    new ApplicationContextRunner()
        .withUserConfiguration(CorsFilterConfiguration.class)
        .withPropertyValues("attention.web.allowed-origins=" + origin)
        .run(context -> assertThat(context).hasFailed());
  }

  abstract static class Browser {

    Client client;

    @BeforeEach
    void connect(@LocalServerPort int port) {
      client = new Client(port);
    }

    Headers from(String origin) {
      return new Headers("Origin", origin);
    }

    Answer preflight(String origin) {
      return new Headers(
              "Origin",
              origin,
              "Access-Control-Request-Method",
              "POST",
              "Access-Control-Request-Headers",
              "content-type")
          .send(client, "OPTIONS", "/attention/self", "");
    }

    Answer post(String origin, String contentType) {
      return new Headers("Origin", origin, "Content-Type", contentType)
          .post(client, "/attention/self", REQUEST);
    }
  }
}
