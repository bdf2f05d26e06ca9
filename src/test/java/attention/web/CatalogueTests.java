package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CatalogueTests {

  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  private Http http;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    http = new Http(port);
  }

  static Stream<Example> examples() {
    return Examples.load().all().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleShowsWhatItSays(Example example) {
    Http.Answer answer = http.post(example.path(), example.request());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    new Containment(1e-5).check(answer.json(), Http.MAPPER.valueToTree(example.shows()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsServedAsItIsWritten(Example example) {
    JsonNode served = http.get("/attention/examples/" + example.name()).json();
    assertThat(served.propertyNames()).containsExactly("name", "title", "path", "why", "request");
    assertThat(served.get("request")).isEqualTo(Http.MAPPER.valueToTree(example.request()));
    assertThat(served.get("path").asString()).isEqualTo(example.path());
  }

  @Test
  void everyExampleIsListedOnce() {
    JsonNode list = http.get("/attention/examples").json();
    assertThat(list.valueStream().map(example -> example.get("name").asString()))
        .containsExactlyElementsOf(examples().map(Example::name).toList())
        .startsWith("notebook-softmax");
  }

  @Test
  void theCatalogueHasEveryPathThatComputes() {
    List<String> computing =
        requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
            .filter(handler ->
                List.of(handler.getValue().getMethod().getParameterTypes())
                    .contains(Received.class))
            .flatMap(handler -> handler.getKey().getDirectPaths().stream())
            .toList();
    assertThat(mechanisms().stream().map(mechanism -> mechanism.get("path").asString()))
        .containsExactlyInAnyOrderElementsOf(computing);
  }

  @Test
  void everyExampleHangsOnTheMechanismItIsSentTo() {
    List<String> linked = new ArrayList<>();
    for (JsonNode mechanism : mechanisms()) {
      for (JsonNode example : mechanism.get("examples")) {
        JsonNode ready = http.get(example.get("href").asString()).json();
        assertThat(ready.get("path")).isEqualTo(mechanism.get("path"));
        linked.add(ready.get("name").asString());
      }
    }
    assertThat(linked).containsExactlyInAnyOrderElementsOf(examples().map(Example::name).toList());
  }

  @Test
  void theFormulasAreThoseOfTheAnswers() {
    for (JsonNode mechanism : mechanisms()) {
      JsonNode example = mechanism.get("examples").get(0);
      assertThat(example).as("an example of %s", mechanism.get("mechanism")).isNotNull();
      JsonNode ready = http.get(example.get("href").asString()).json();
      JsonNode stages =
          http.post(ready.get("path").asString(), ready.get("request")).json().get("stages");
      for (String name : List.of("weights", "context", "scaledScores", "concatenated")) {
        formula(stages, name)
            .forEach(told ->
                assertThat(formula(mechanism.get("formulas"), name))
                    .as("%s of %s", name, mechanism.get("mechanism"))
                    .containsExactly(told));
      }
    }
  }

  private static List<String> formula(JsonNode named, String name) {
    return named
        .valueStream()
        .filter(formula -> formula.get("name").asString().equals(name))
        .map(formula -> formula.get("formula").asString())
        .toList();
  }

  @Test
  void linksStandAsTheClientKnowsTheServiceBehindAProxy() {
    JsonNode overview =
        http.get(
                "/attention",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "attention.example",
                "X-Forwarded-Prefix",
                "/lab")
            .json();
    assertThat(overview.get("mechanisms").get(0).get("href").asString())
        .isEqualTo("https://attention.example/lab/attention/self");
    assertThat(overview.get("links").get("ui").asString())
        .isEqualTo("https://attention.example/lab/swagger-ui.html");
  }

  @Test
  void everyLinkLeadsSomewhere() {
    http.get("/attention")
        .json()
        .get("links")
        .valueStream()
        .forEach(link ->
            assertThat(http.get(link.asString()).status()).as(link.asString()).isIn(200, 302));
  }

  @Test
  void anUnknownExampleIsNotFound() {
    Http.Answer answer = http.get("/attention/examples/none");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/not-found");
  }

  private List<JsonNode> mechanisms() {
    return http.get("/attention").json().get("mechanisms").valueStream().toList();
  }
}
