package attention.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.ServiceTest;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A number that the service refuses whatever it is configured to is invalid by its schema too. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RangeTests {

  private static final String SELF = "\"embeddings\": [[1, 2]]";

  private static final String HEADS = SELF + ", \"heads\": 1";

  private static final String CELL =
      "{\"type\": \"tanh\", \"random\": {\"seed\": %s, \"hiddenSize\": %s}}";

  private Client client;
  private JsonNode document;
  private OpenApiInteractionValidator validator;

  @BeforeAll
  void load(@LocalServerPort int port) {
    client = new Client(port);
    Answer answer = client.get("/v3/api-docs");
    document = answer.json();
    validator = OpenApiInteractionValidator.createForInlineApiSpecification(answer.text()).build();
  }

  private boolean isValid(String path, String body) {
    Request request =
        SimpleRequest.Builder.post(path)
            .withContentType("application/json")
            .withAccept("application/json")
            .withBody(body)
            .build();
    return !validator.validateRequest(request).hasErrors();
  }

  private void assertRange(String path, String body, String outside, String inside) {
    assertThat(isValid(path, body.formatted(inside))).isTrue();
    assertThat(client.post(path, body.formatted(inside)).status()).isEqualTo(200);
    assertThat(isValid(path, body.formatted(outside))).isFalse();
    assertThat(client.post(path, body.formatted(outside)).problem(422).codes())
        .contains("value-out-of-range");
  }

  @ParameterizedTest
  @CsvSource({
    "softcap, 0, 0.1",
    "softcap, -1, 0.1",
    "mask.window.left, -1, 0",
    "mask.window.right, -1, 0"
  })
  void ofShaping(String member, String outside, String inside) {
    assertRange("/attention/self", "{" + SELF + ", " + nested(member) + "}", outside, inside);
  }

  @ParameterizedTest
  @CsvSource({
    "keyValueHeads, 0, 1",
    "queryKeyNorm.epsilon, -1e-9, 0",
    "rotary.base, 0, 0.5",
    "rotary.dimension, 1, 2",
    "rotary.dimension, 0, 2"
  })
  void ofHeads(String member, String outside, String inside) {
    String body = nested(member).replace("\"epsilon\"", "\"type\": \"rms\", \"epsilon\"");
    assertRange("/attention/multi-head", "{" + HEADS + ", " + body + "}", outside, inside);
  }

  @Test
  void ofTheNumberOfHeads() {
    assertRange("/attention/multi-head", "{" + SELF + ", \"heads\": %s}", "0", "1");
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "4294967296, 4294967295"})
  void ofSeeds(String outside, String inside) {
    String drawn = "{%s, \"%s\": {\"random\": {\"seed\": %%s, \"dimension\": 2}}}";
    assertRange(
        "/attention/scaled-dot-product", drawn.formatted(SELF, "projections"), outside, inside);
    assertRange("/attention/additive", drawn.formatted(SELF, "parameters"), outside, inside);
    assertRange(
        "/attention/encoder-decoder", recurrent(CELL.formatted("%s", "2")), outside, inside);
  }

  @Test
  void ofWidthsThatAreDrawn() {
    String drawn = "{%s, \"%s\": {\"random\": {\"seed\": 1, \"dimension\": %%s}}}";
    assertRange("/attention/scaled-dot-product", drawn.formatted(SELF, "projections"), "0", "1");
    assertRange("/attention/additive", drawn.formatted(SELF, "parameters"), "0", "1");
    assertRange("/attention/encoder-decoder", recurrent(CELL.formatted("1", "%s")), "0", "2");
  }

  @ParameterizedTest
  @CsvSource({"start, -1, 0", "end, -1, 0", "steps, 0, 1"})
  void ofWhatIsGenerated(String member, String outside, String inside) {
    String others =
        Stream.of("\"start\": 0", "\"steps\": 1")
            .filter(other -> !other.startsWith("\"" + member))
            .reduce("", (all, other) -> all + ", " + other);
    String decoder =
        "\"readout\": {\"weights\": [[1], [1], [1], [1]]}, \"generate\": {\"embeddings\": [[1]]%s, \"%s\": %%s}"
            .formatted(others, member);
    assertRange(
        "/attention/encoder-decoder",
        recurrent(CELL.formatted("1", "2")).replace("\"inputs\": [[1]]", decoder),
        outside,
        inside);
  }

  @ParameterizedTest
  @CsvSource({"absolute, -1e-9, 0", "relative, -1e-9, 0"})
  void ofTolerances(String member, String outside, String inside) {
    String body =
        "{%s, \"answer\": {\"weights\": [[1]]}, %s}".formatted(SELF, nested("tolerance." + member));
    assertRange("/attention/self/check", body, outside, inside);
  }

  @Test
  void ofTheHeadOfAPicture() {
    JsonNode head =
        document
            .at("/paths/~1attention~1multi-head/post/parameters")
            .valueStream()
            .filter(parameter -> parameter.get("name").asString().equals("head"))
            .findFirst()
            .orElseThrow();
    assertThat(head.at("/schema/minimum").asInt(-1)).isZero();
  }

  /** As many as there may be heads, not keys. */
  @Test
  void ofTheMatricesOfHeads() {
    JsonNode properties = document.at("/components/schemas/MultiHeadRequest/properties");
    assertThat(properties.at("/headBias/maxItems").asInt()).isEqualTo(16_384);
    assertThat(properties.at("/embeddings/maxItems").asInt()).isEqualTo(65_536);
  }

  /** A member of objects in each other, whose value is to be filled in. */
  private static String nested(String member) {
    int dot = member.indexOf('.');
    return dot < 0
        ? "\"%s\": %%s".formatted(member)
        : "\"%s\": {%s}".formatted(member.substring(0, dot), nested(member.substring(dot + 1)));
  }

  /** An encoder of this cell, whose decoder reads the last annotation. */
  private static String recurrent(String cell) {
    return """
    {"inputs": [[1, 2]], "encoder": {"forward": %s},
     "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1]]},
     "attention": {"score": "none"}}\
    """
        .replace("%s", cell);
  }
}
