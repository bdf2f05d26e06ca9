package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

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
      properties = "attention.web.allowed-origins=" + PAGE)
  class WhereAPageIsAllowed extends Browser {

    @Test
    void itMayAsk() {
      Http.Answer answer = preflight(PAGE);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header(ALLOWED)).isEqualTo(PAGE);
      assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
      assertThat(answer.header("Access-Control-Allow-Headers")).contains("content-type");
    }

    @Test
    void itMayReadTheAnswer() {
      Http.Answer answer = post(PAGE, "application/json");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header(ALLOWED)).isEqualTo(PAGE);
    }

    @Test
    void itMayReadARefusalOfAnyKind() {
      for (Http.Answer answer :
          new Http.Answer[] {
            post(PAGE, "text/csv"),
            http.get("/attention/self", "Origin", PAGE),
            http.get("/attention/none", "Origin", PAGE),
            http.send(
                "POST", "/attention/self", "{", "Origin", PAGE, "Content-Type", "application/json")
          }) {
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.header(ALLOWED)).as(answer.text()).isEqualTo(PAGE);
      }
    }

    @Test
    void anotherPageMayReadNothing() {
      Http.Answer asked = preflight("https://other.example");
      assertThat(asked.header(ALLOWED)).isNull();
      Http.Answer answer = post("https://other.example", "application/json");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header(ALLOWED)).isNull();
    }

    @Test
    void theMetricsStayWhereTheyAre() {
      assertThat(http.get("/actuator/health", "Origin", PAGE).header(ALLOWED)).isNull();
    }
  }

  @Nested
  @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
  class WhereNothingIsSaid extends Browser {

    @Test
    void noPageMayReadAnything() {
      assertThat(preflight(PAGE).header(ALLOWED)).isNull();
      assertThat(post(PAGE, "application/json").header(ALLOWED)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab.example", "https://lab.example/", "https://*.example", "null"})
  void whatIsNoOriginStopsTheStart(String origin) {
    new ApplicationContextRunner()
        .withUserConfiguration(BrowserConfiguration.class)
        .withPropertyValues("attention.web.allowed-origins=" + origin)
        .run(context -> assertThat(context).hasFailed());
  }

  abstract static class Browser {

    Http http;

    @BeforeEach
    void connect(@LocalServerPort int port) {
      http = new Http(port);
    }

    Http.Answer preflight(String origin) {
      return http.send(
          "OPTIONS",
          "/attention/self",
          null,
          "Origin",
          origin,
          "Access-Control-Request-Method",
          "POST",
          "Access-Control-Request-Headers",
          "content-type");
    }

    Http.Answer post(String origin, String contentType) {
      return http.send(
          "POST", "/attention/self", REQUEST, "Origin", origin, "Content-Type", contentType);
    }
  }
}
