package attention.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import attention.catalogue.Explanations.Explanation;
import attention.catalogue.Explanations.Sent;
import attention.http.Answer;
import attention.http.Client;
import attention.http.Headers;
import attention.http.Problem;
import attention.http.ServiceTest;
import attention.problem.ProblemType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ProblemPageTests {

  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  private final Explanations explanations = Explanations.load();
  private Client client;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new Client(port);
  }

  @ParameterizedTest
  @EnumSource
  void aProgramGetsJson(ProblemType type) {
    JsonNode explained = client.get(type.uri()).json();
    assertThat(explained.get("type").asString()).isEqualTo(type.uri());
    assertThat(explained.get("status").asInt()).isEqualTo(type.status());
    assertThat(explained.get("meaning").asString()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void aBrowserGetsAPage(ProblemType type) {
    Answer answer = new Headers("Accept", BROWSER).get(client, type.uri());
    assertThat(answer.header("Content-Type")).hasValue("text/html;charset=UTF-8");
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
              ProblemType.EXPECTATION_FAILED,
              ProblemType.MISDIRECTED_REQUEST,
              ProblemType.UNAUTHENTICATED,
              ProblemType.FORBIDDEN,
              ProblemType.QUOTA_EXCEEDED,
              ProblemType.HTTP_VERSION_NOT_SUPPORTED,
              ProblemType.PNG_UNAVAILABLE,
              ProblemType.INTERNAL_ERROR,
              ProblemType.AT_CAPACITY);
      return;
    }
    Problem problem = send(explanation.fault()).problem(type.status());
    assertThat(problem.type()).isEqualTo(type.uri());
    assertThat(send(explanation.cured()).status()).isEqualTo(200);
  }

  private Answer send(Sent sent) {
    Headers headers =
        new Headers(
            "Accept",
            sent.accept() == null ? "*/*" : sent.accept(),
            "Content-Type",
            sent.contentType() == null ? Client.JSON : sent.contentType());
    return sent.body() == null
        ? headers.get(client, sent.path())
        : headers.send(client, sent.method(), sent.path(), sent.body());
  }

  @Test
  void whoPrefersJsonGetsJson() {
    String type = ProblemType.RAGGED_MATRIX.uri();
    assertThat(
            new Headers("Accept", "text/html;q=0.5, application/json")
                .get(client, type)
                .header("Content-Type"))
        .hasValue("application/json");
    assertThat(new Headers("Accept", "*/*").get(client, type).header("Content-Type"))
        .hasValue("application/json");
  }

  @Test
  void theCodesThatLeadToAProblemAreExplained() {
    JsonNode codes = client.get(ProblemType.RAGGED_MATRIX.uri()).json().get("codes");
    assertThat(codes.size()).isEqualTo(1);
    assertThat(codes.get(0).get("code").asString()).isEqualTo("ragged-row");
  }

  @Test
  void aProblemThatIsNotThereIsNotFound() {
    for (String accept : List.of(BROWSER, "image/webp", "application/json;q=0")) {
      new Headers("Accept", accept).get(client, "/problems/none").problem(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/webp", "application/json;q=0, text/html;q=0", "text/plain"})
  void anotherRepresentationIsRefused(String accept) {
    new Headers("Accept", accept).get(client, "/problems/not-found").problem(406);
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
