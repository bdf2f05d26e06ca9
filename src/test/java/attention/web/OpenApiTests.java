package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTests {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  /**
   * Of the refusals with status 400, those that no schema can express: each is JSON's own matter.
   */
  private static final Set<String> BEYOND_SCHEMAS = Set.of("duplicate member");

  private Http http;
  private JsonNode document;
  private OpenApiInteractionValidator validator;

  @BeforeAll
  void load(@LocalServerPort int port) {
    http = new Http(port);
    document = http.get("/v3/api-docs").json();
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

  static Stream<String> cases() {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json") && !name.equals("refusals.json"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> refusals() {
    return Http.MAPPER.readTree(GOLDEN.resolve("refusals.json")).valueStream();
  }

  private static Request request(String path, String body) {
    return SimpleRequest.Builder.post(path)
        .withContentType("application/json")
        .withAccept("application/json")
        .withBody(body)
        .build();
  }

  private ValidationReport answer(String path, Http.Answer answer) {
    return validator.validateResponse(
        path,
        Request.Method.POST,
        SimpleResponse.Builder.status(answer.status())
            .withContentType(answer.header("Content-Type"))
            .withBody(answer.text())
            .build());
  }

  private static void assertValid(ValidationReport report) {
    assertThat(report.getMessages()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aGoldenRequestAndItsAnswerAreValid(String name) {
    JsonNode golden = Http.MAPPER.readTree(GOLDEN.resolve(name));
    String path = golden.get("path").asString();
    String body = golden.get("request").toString();
    assertValid(validator.validateRequest(request(path, body)));
    Http.Answer answer = http.post(path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertValid(answer(path, answer));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalIsOfTheFormThatTheDocumentGives(JsonNode refusal) {
    String path = refusal.get("path").asString();
    assertValid(answer(path, http.post(path, refusal.get("body").asString())));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeReadIsInvalid(JsonNode refusal) {
    if (refusal.get("status").asInt() == 400
        && !BEYOND_SCHEMAS.contains(refusal.get("case").asString())) {
      ValidationReport report =
          validator.validateRequest(
              request(refusal.get("path").asString(), refusal.get("body").asString()));
      assertThat(report.hasErrors()).isTrue();
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
      assertThat(http.post(path, body).status()).as(body).isEqualTo(422);
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
            Examples.load().of("/attention/self").stream().map(Example::name).toList());
  }
}
