package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.web.Explanations.Explanation;
import attention.web.Explanations.Sent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ProblemPageTests {

  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  private final Explanations explanations = Explanations.load();
  private Http http;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    http = new Http(port);
  }

  @ParameterizedTest
  @EnumSource
  void aProgramGetsJson(ProblemType type) {
    Http.Answer answer = http.get(type.uri());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonNode explained = answer.json();
    assertThat(explained.get("type").asString()).isEqualTo(type.uri());
    assertThat(explained.get("status").asInt()).isEqualTo(type.status());
    assertThat(explained.get("meaning").asString()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void aBrowserGetsAPage(ProblemType type) {
    Http.Answer answer = http.get(type.uri(), "Accept", BROWSER);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(answer.text())
        .contains("<h1>" + type.title() + "</h1>")
        .contains(Integer.toString(type.status()));
  }

  @ParameterizedTest
  @EnumSource
  void theFaultIsRefusedSoAndItsCureHelps(ProblemType type) {
    Explanation explanation = explanations.of(type);
    if (explanation.fault() == null || explanation.cured() == null) {
      assertThat(type)
          .isIn(
              ProblemType.BAD_REQUEST,
              ProblemType.BODY_TIMEOUT,
              ProblemType.CONTENT_TOO_LARGE,
              ProblemType.INTERNAL_ERROR,
              ProblemType.AT_CAPACITY);
      return;
    }
    Http.Answer refused = send(explanation.fault());
    assertThat(refused.status()).as(refused.text()).isEqualTo(type.status());
    assertThat(refused.json().get("type").asString()).isEqualTo(type.uri());
    assertThat(send(explanation.cured()).status()).isEqualTo(200);
  }

  private Http.Answer send(Sent sent) {
    List<String> headers = new ArrayList<>();
    if (sent.accept() != null) {
      Collections.addAll(headers, "Accept", sent.accept());
    }
    if (sent.body() != null) {
      Collections.addAll(
          headers,
          "Content-Type",
          sent.contentType() == null ? "application/json" : sent.contentType());
    }
    return http.send(sent.method(), sent.path(), sent.body(), headers.toArray(String[]::new));
  }

  @Test
  void whoPrefersJsonGetsJson() {
    String type = ProblemType.RAGGED_MATRIX.uri();
    assertThat(http.get(type, "Accept", "text/html;q=0.5, application/json").header("Content-Type"))
        .isEqualTo("application/json");
    assertThat(http.get(type, "Accept", "*/*").header("Content-Type"))
        .isEqualTo("application/json");
  }

  @Test
  void theCodesThatLeadToAProblemAreExplained() {
    JsonNode codes = http.get(ProblemType.RAGGED_MATRIX.uri()).json().get("codes");
    assertThat(codes.size()).isEqualTo(1);
    assertThat(codes.get(0).get("code").asString()).isEqualTo("ragged-row");
  }

  @Test
  void aProblemThatIsNotThereIsNotFound() {
    Http.Answer answer = http.get("/problems/none", "Accept", BROWSER);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void whatAPageQuotesCannotBecomeMarkup() {
    Sent sent = new Sent("GET", "/<b>", null, null, null);
    ProblemController.ProblemExplanation problem =
        new ProblemController.ProblemExplanation(
            "/problems/x", "<i>", 400, "a & b", "c", List.of(), sent, null);
    assertThat(ProblemPage.of(problem))
        .contains("&lt;i&gt;", "a &amp; b", "GET /&lt;b&gt;")
        .doesNotContain("<i>", "<b>");
  }
}
