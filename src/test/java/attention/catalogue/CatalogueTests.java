package attention.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Comparison;
import attention.http.Headers;
import attention.http.Json;
import attention.http.Problem;
import attention.http.ServiceTest;
import attention.request.MultiplicativeRequest;
import attention.request.Received;
import attention.stage.Score;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@ServiceTest
class CatalogueTests {

  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  private static final String CHECK = "/check";
  private static final String JOIN = Pattern.quote(",\\ ");

  private Client client;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new Client(port);
  }

  static Stream<ExampleRequest> examples() {
    return Examples.load().all().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleShowsWhatItSays(ExampleRequest example) {
    Answer answer = client.post(example.path(), tree(example.request()).toString());
    assertThat(new Comparison(1e-5).differences(tree(example.shows()), answer.json())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsServedAsItIsWritten(ExampleRequest example) {
    JsonNode served = client.get("/attention/examples/" + example.name()).json();
    assertThat(served.propertyNames()).containsExactly("name", "title", "path", "why", "request");
    assertThat(served.get("request")).isEqualTo(tree(example.request()));
    assertThat(served.get("path").asString()).isEqualTo(example.path());
  }

  @Test
  void everyExampleIsListedOnce() {
    assertThat(names("/attention/examples"))
        .containsExactlyElementsOf(computed().map(ExampleRequest::name).toList())
        .startsWith("notebook-softmax");
    assertThat(names("/attention/checks"))
        .containsExactlyElementsOf(
            examples().filter(ExampleRequest::isCheck).map(ExampleRequest::name).toList());
  }

  /** A check is of a mechanism, not one more. */
  @Test
  void theCatalogueHasEveryPathThatComputes() {
    List<String> computing =
        requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
            .filter(handler ->
                List.of(handler.getValue().getMethod().getParameterTypes())
                    .contains(Received.class))
            .flatMap(handler -> handler.getKey().getDirectPaths().stream())
            .filter(path -> !path.endsWith(CHECK))
            .toList();
    assertThat(mechanisms().stream().map(mechanism -> mechanism.get("path").asString()))
        .containsExactlyInAnyOrderElementsOf(computing);
  }

  @Test
  void everyExampleHangsOnTheMechanismItIsSentTo() {
    List<String> linked = new ArrayList<>();
    for (JsonNode mechanism : mechanisms()) {
      for (JsonNode example : mechanism.get("examples")) {
        JsonNode ready = client.get(pathOf(example.get("href"))).json();
        String path = mechanism.get("path").asString();
        assertThat(ready.get("path").asString()).isIn(path, path + CHECK);
        linked.add(ready.get("name").asString());
      }
    }
    assertThat(linked)
        .containsExactlyInAnyOrderElementsOf(examples().map(ExampleRequest::name).toList());
  }

  static Stream<ExampleRequest> computed() {
    return examples().filter(example -> !example.isCheck());
  }

  private List<String> names(String path) {
    return client
        .get(path)
        .json()
        .valueStream()
        .map(example -> example.get("name").asString())
        .toList();
  }

  /** A stage joins several formulas of its name with commas. */
  @ParameterizedTest
  @MethodSource("computed")
  void theFormulasOfAnAnswerAreThoseOfItsMechanism(ExampleRequest example) {
    JsonNode answer = client.post(example.path(), tree(example.request()).toString()).json();
    JsonNode told = formulas(example.path());
    for (JsonNode stage : answer.get("stages")) {
      String name = stage.get("name").asString();
      String one =
          formula(told, name).stream()
              .map(Pattern::quote)
              .collect(Collectors.joining("|", "(", ")"));
      assertThat(stage.get("formula").asString())
          .as(name)
          .matches("%s(%s%s)*".formatted(one, JOIN, one));
    }
  }

  /** The order of a decoder depends on the state that asks. */
  static Stream<ExampleRequest> examplesWithoutDecoder() {
    return computed().filter(example -> !example.path().equals("/attention/encoder-decoder"));
  }

  @ParameterizedTest
  @MethodSource("examplesWithoutDecoder")
  void theStagesOfAnAnswerComeInTheOrderOfItsMechanism(ExampleRequest example) {
    JsonNode answer = client.post(example.path(), tree(example.request()).toString()).json();
    assertThat(names(formulas(example.path())))
        .containsSubsequence(names(answer.get("stages")).toArray(String[]::new));
  }

  @Test
  void aMechanismHasEachFormulaOnce() {
    assertThat(mechanisms())
        .allSatisfy(mechanism ->
            assertThat(mechanism.get("formulas").valueStream()).doesNotHaveDuplicates());
  }

  @Test
  void theScoresOfAMechanismAreThoseThatItsRequestsName() {
    assertThat(formula(formulas("/attention/multiplicative"), "scores"))
        .hasSameSizeAs(MultiplicativeRequest.MultiplicativeScore.values());
    assertThat(formula(formulas("/attention/encoder-decoder"), "scores"))
        .hasSize(Score.values().length - 1);
  }

  private JsonNode formulas(String path) {
    return mechanisms().stream()
        .filter(mechanism -> mechanism.get("path").asString().equals(path))
        .findFirst()
        .orElseThrow()
        .get("formulas");
  }

  private static List<String> names(JsonNode named) {
    return named.valueStream().map(formula -> formula.get("name").asString()).toList();
  }

  @Test
  void everyMechanismHasAnExampleAndOneOfACheck() {
    for (JsonNode mechanism : mechanisms()) {
      String path = mechanism.get("path").asString();
      assertThat(examples().map(ExampleRequest::path)).contains(path, path + CHECK);
    }
  }

  /** An example of a check is one that goes wrong, and its title says how. */
  @Test
  void everyExampleOfACheckShowsTheCauseThatIsNamedFirst() {
    assertThat(examples().filter(ExampleRequest::isCheck))
        .isNotEmpty()
        .allSatisfy(example ->
            assertThat(tree(example.shows()).at("/causes/0/code").asString()).isNotEmpty());
  }

  private static List<String> formula(JsonNode named, String name) {
    return named
        .valueStream()
        .filter(formula -> formula.get("name").asString().equals(name))
        .map(formula -> formula.get("formula").asString())
        .toList();
  }

  @Test
  void linksAreTheServicesOwnWhateverIsForwarded() {
    JsonNode overview =
        new Headers(
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "attention.example",
                "X-Forwarded-Prefix",
                "/lab")
            .get(client, "/attention")
            .json();
    assertThat(overview.get("mechanisms").get(0).get("href").asString())
        .isEqualTo("http://127.0.0.1:" + client.port() + "/attention/self");
    assertThat(overview.get("links").get("ui").asString())
        .isEqualTo("http://127.0.0.1:" + client.port() + "/swagger-ui.html");
  }

  @Test
  void everyLinkLeadsSomewhere() {
    client
        .get("/attention")
        .json()
        .get("links")
        .valueStream()
        .forEach(link ->
            assertThat(client.get(pathOf(link)).status()).as(link.asString()).isIn(200, 302));
  }

  @Test
  void anUnknownExampleIsNotFound() {
    Problem problem = client.get("/attention/examples/none").problem(404);
    assertThat(problem.type()).isEqualTo("/problems/not-found");
  }

  private static JsonNode tree(Object value) {
    return Json.tree(value);
  }

  private String pathOf(JsonNode href) {
    assertThat(href.asString()).startsWith("http://127.0.0.1:" + client.port() + "/");
    return URI.create(href.asString()).getPath();
  }

  private List<JsonNode> mechanisms() {
    return client.get("/attention").json().get("mechanisms").valueStream().toList();
  }
}
