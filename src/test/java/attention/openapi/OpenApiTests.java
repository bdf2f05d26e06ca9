package attention.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import attention.catalogue.ExampleRequest;
import attention.catalogue.Examples;
import attention.http.Answer;
import attention.http.Client;
import attention.http.GoldenCase;
import attention.http.Json;
import attention.http.RefusalCase;
import attention.http.ServiceTest;
import attention.trace.Mechanism;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTests {

  /**
   * Of the refusals with status 400, those that no schema can express: each is JSON's own matter.
   */
  private static final Set<String> BEYOND_SCHEMAS = Set.of("duplicate member");

  private Client client;
  private JsonNode document;
  private OpenApiInteractionValidator validator;

  @BeforeAll
  void load(@LocalServerPort int port) {
    client = new Client(port);
    document = client.get("/v3/api-docs").json();
    validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(closed(document)).build();
  }

  /** The document with every object of an answer closed, so that a member it leaves out shows. */
  private static String closed(JsonNode document) {
    JsonNode copy = document.deepCopy();
    for (JsonNode schema : copy.get("components").get("schemas")) {
      if (schema.has("properties")) {
        ((ObjectNode) schema).put("additionalProperties", false);
      }
    }
    return copy.toString();
  }

  static Stream<GoldenCase> cases() {
    return GoldenCase.all();
  }

  static Stream<RefusalCase> refusals() {
    return GoldenCase.refusals();
  }

  private static Request request(String path, String body) {
    return SimpleRequest.Builder.post(path)
        .withContentType("application/json")
        .withAccept("application/json")
        .withBody(body)
        .build();
  }

  private ValidationReport answer(String path, Answer answer) {
    return validator.validateResponse(
        path,
        Request.Method.POST,
        SimpleResponse.Builder.status(answer.status())
            .withContentType(answer.header("Content-Type").orElseThrow())
            .withBody(answer.text())
            .build());
  }

  private static void assertValid(ValidationReport report) {
    assertThat(report.getMessages()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aGoldenRequestAndItsAnswerAreValid(GoldenCase golden) {
    String body = new String(golden.request(), UTF_8);
    assertValid(validator.validateRequest(request(golden.path(), body)));
    Answer answer = client.post(golden.path(), body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertValid(answer(golden.path(), answer));
  }

  static Stream<ExampleRequest> checks() {
    return Examples.load().all().stream().filter(example -> example.path().endsWith("/check"));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void aCheckAndItsReportAreValidStrictOrNot(ExampleRequest example) {
    String body = Json.tree(example.request()).toString();
    assertValid(validator.validateRequest(request(example.path(), body)));
    assertValid(answer(example.path(), client.post(example.path(), body)));
    Answer strict = client.post(example.path() + "?strict=true", body);
    assertThat(strict.status()).isEqualTo(422);
    assertValid(answer(example.path(), strict));
  }

  @Test
  void aReportIsValidWhateverIsFound() throws IOException {
    for (String file : List.of("right", "no-cause", "pairs", "tf32-arithmetic", "transposed")) {
      JsonNode cases =
          Json.read(Files.readAllBytes(Path.of("src/test/resources/check", file + ".json")));
      for (JsonNode it : cases) {
        String path = it.get("path").asString();
        String body = it.get("request").toString();
        assertValid(validator.validateRequest(request(path, body)));
        assertValid(answer(path, client.post(path, body)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"embeddings\": [[1]]}",
        "{\"embeddings\": [[1]], \"answer\": [[1]]}",
        "{\"embeddings\": [[1]], \"answer\": {\"weight\": [[1]]}}",
        "{\"embeddings\": [[1]], \"answer\": {\"weights\": 1}}",
        "{\"embeddings\": [[1]], \"answer\": {\"weights\": []}}",
        "{\"embeddings\": [[1]], \"answer\": {\"weights\": [[1]]}, \"tolerance\": 1}",
        "{\"embeddings\": [[1]], \"answer\": {\"weights\": [[1]]}, \"include\": [\"weights\"]}"
      })
  void aCheckThatIsRefusedIsInvalid(String body) {
    String path = "/attention/self/check";
    Answer refusal = client.post(path, body);
    assertThat(refusal.status()).isBetween(400, 422);
    assertValid(answer(path, refusal));
    assertThat(validator.validateRequest(request(path, body)).hasErrors()).isTrue();
  }

  @Test
  void everyCheckHasAnExampleWithItsReport() {
    assertThat(document.get("paths").propertyStream())
        .filteredOn(path -> path.getKey().endsWith("/check"))
        .hasSize(Mechanism.values().length)
        .allSatisfy(path -> {
          JsonNode check = path.getValue().get("post");
          JsonNode requests = check.at("/requestBody/content/application~1json/examples");
          JsonNode reports = check.at("/responses/200/content/application~1json/examples");
          assertThat(requests.propertyNames())
              .isNotEmpty()
              .containsExactlyElementsOf(reports.propertyNames());
        });
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalIsOfTheFormThatTheDocumentGives(RefusalCase refusal) {
    assertValid(answer(refusal.path(), client.post(refusal.path(), refusal.body(), Client.JSON)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeReadIsInvalid(RefusalCase refusal) {
    if (refusal.status() == 400 && !BEYOND_SCHEMAS.contains(refusal.toString())) {
      assertThat(
              validator
                  .validateRequest(request(refusal.path(), new String(refusal.body(), UTF_8)))
                  .hasErrors())
          .isTrue();
    }
  }

  @Test
  void formsThatExcludeEachOtherAreInvalidTogether() {
    String path = "/attention/scaled-dot-product";
    for (String body :
        List.of(
            "{\"embeddings\": [[1]], \"queries\": [[1]]}",
            "{\"queries\": [[1]]}",
            "{\"keys\": [[1]]}",
            "{}",
            "{\"embeddings\": null}",
            "{\"embeddings\": [[1]], \"projections\": {\"query\": [[1]], \"random\": {\"seed\": 1, \"dimension\": 1}}}")) {
      assertThat(validator.validateRequest(request(path, body)).hasErrors()).as(body).isTrue();
      assertThat(client.post(path, body).status()).as(body).isEqualTo(422);
    }
    assertValid(
        validator.validateRequest(
            request(path, "{\"embeddings\": null, \"queries\": [[1]], \"keys\": [[1]]}")));
  }

  @Test
  void aClientIsToldNothingOfTheInside() {
    assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
    assertThat(document.get("components").get("schemas").propertyNames())
        .doesNotContain("Received", "Trace", "Grid", "Vector", "Preamble");
  }

  @Test
  void everyOperationHasANameAndEveryStatus() {
    for (JsonNode path : document.get("paths")) {
      for (JsonNode operation : path) {
        assertThat(operation.get("operationId").asString()).matches("[a-z][A-Za-z]+");
        assertThat(operation.get("responses").propertyNames())
            .contains("200", "400", "404", "405", "406", "500");
      }
    }
    assertThat(document.at("/paths/~1attention~1self/post/responses").propertyNames())
        .contains("408", "413", "415", "422", "503");
  }

  @Test
  void theExamplesAreThoseOfTheService() {
    assertThat(
            document
                .at("/paths/~1attention~1self/post/requestBody/content/application~1json/examples")
                .propertyNames())
        .containsExactlyElementsOf(
            Examples.load().of("/attention/self").stream().map(ExampleRequest::name).toList());
  }
}
