package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Headers;
import attention.http.Problem;
import attention.http.ServiceTest;
import attention.http.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Paths, methods, media types and parameters: what HTTP itself asks of a service. */
@ServiceTest
class NegotiationTests {

  private static final String SELF = "/attention/self";
  private static final String BODY =
      "{\"embeddings\": [[1, 2], [3, 4]], \"tokens\": [\"a\", \"b\"]}";

  private final Client client;

  NegotiationTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  private Answer postAs(String header, String value) {
    return client.send(
        client
            .request(SELF, Client.JSON)
            .setHeader(header, value)
            .POST(BodyPublishers.ofString(BODY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/attention/nothing", "/attention/self/", "/attention/SELF"})
  void whatIsNotThereIsNotFound(String path) {
    assertThat(client.post(path, BODY).problem(404).detail()).contains(path);
    assertThat(client.get(path).problem(404).type()).isEqualTo("/problems/not-found");
  }

  @ParameterizedTest
  @CsvSource({"PATCH, /attention/self", "PUT, /attention/self", "DELETE, /attention/weights"})
  void anotherMethodIsRefusedWithTheOneAllowed(String method, String path) {
    Answer answer =
        client.send(
            client.request(path, Client.JSON).method(method, BodyPublishers.ofString(BODY)));
    assertThat(answer.problem(405).detail()).contains("POST", method);
    assertThat(answer.header("Allow")).hasValue("POST,OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "application/xml",
        "image/webp",
        "no media type",
        "application/json;q=0",
        "*/*;q=0",
        "application/*;q=0, */*;q=0.0"
      })
  void aRepresentationThatIsNotThereIsRefusedWithThoseThatAre(String accept) {
    assertThat(postAs("Accept", accept).problem(406).detail()).contains(Client.JSON, Client.NDJSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | application/json",
        "application/* | application/json",
        "application/x-ndjson | application/x-ndjson",
        "application/json;q=0.1, application/x-ndjson | application/x-ndjson",
        "text/html, */*;q=0.1 | application/json",
        "application/json;q=0, */* | application/x-ndjson",
        "image/* | image/svg+xml",
        "image/png, application/json;q=0.9 | image/png",
        "image/png;q=0.5, application/json;q=0.9 | application/json",
        "image/svg+xml;q=0.4, image/png;q=0.3, */*;q=0.1 | image/svg+xml",
        "application/*;q=0.2, application/json;q=0.1 | application/x-ndjson",
        "application/*;q=0.2, application/json;q=0.1, */* | image/svg+xml",
        "*/*;q=0, application/x-npy | application/x-npy"
      })
  void theBestRepresentationAcceptedIsSent(String accept, String sent) {
    Answer answer = postAs("Accept", accept);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).hasValue(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/attention",
        "/attention/examples",
        "/attention/examples/notebook-softmax",
        "/v3/api-docs"
      })
  void aDocumentIsRefusedToo(String path) {
    for (String accept : List.of("text/html", "application/json;q=0", "application/hal+json")) {
      Answer answer = new Headers("Accept", accept).get(client, path);
      assertThat(answer.problem(406).detail()).contains(Client.JSON);
    }
    assertThat(new Headers("Accept", "text/html;q=0, */*").get(client, path).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/attention/examples/none", "/problems/none"})
  void whatIsNotThereIsNotFoundWhateverIsAccepted(String path) {
    new Headers("Accept", "image/webp").get(client, path).problem(404);
    new Headers("Content-Type", "x").post(client, path + "/more", BODY).problem(404);
  }

  @Test
  void aPathThatComputesNamesItsMethods() {
    Answer answer = new Headers().send(client, "OPTIONS", SELF, "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Allow")).hasValue("POST,OPTIONS");
    assertThat(answer.header("Accept-Patch")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-16", "iso-8859-1"})
  void aBodyInAnotherEncodingIsRefused(String charset) {
    assertThat(postAs("Content-Type", "application/json;charset=" + charset).problem(415).detail())
        .contains("UTF-8", charset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/*", "no media type"})
  void aBodyOfAnotherTypeIsRefused(String type) {
    assertThat(postAs("Content-Type", type).problem(415).detail()).contains(Client.JSON, type);
  }

  @Test
  void aBodyWithoutATypeIsRefused() {
    try (Wire wire = Wire.to(client.port())) {
      String head = "POST /attention/self HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
      wire.send(head + "Content-Length: 2\r\n\r\n{}");
      assertThat(wire.answer().problem(415).detail()).contains("found none");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "zstd", "gzip, identity"})
  void aPackedBodyIsRefused(String encoding) {
    Answer answer = postAs("Content-Encoding", encoding);
    assertThat(answer.problem(415).detail()).contains("Content-Encoding", encoding);
    assertThat(answer.header("Accept-Encoding")).hasValue("identity");
  }

  @Test
  void aBodyThatSaysItIsNotPackedIsRead() {
    assertThat(postAs("Content-Encoding", "identity").status()).isEqualTo(200);
    assertThat(postAs("Content-Type", "application/json;charset=utf-8").status()).isEqualTo(200);
  }

  @Test
  void anUnknownParameterIsRefused() {
    Problem problem = client.post(SELF + "?normalization=sum&x", BODY).problem(400);
    assertThat(problem.type()).isEqualTo("/problems/unknown-parameter");
    assertThat(problem.faults())
        .containsExactly("unknown-parameter at normalization", "unknown-parameter at x");
  }

  @Test
  void manyUnknownParametersAreToldOnlyInPart() {
    String many = "?" + "a=1&".repeat(5) + "b".repeat(3000) + "=2";
    Problem problem = client.post(SELF + many, BODY).problem(400);
    assertThat(problem.codes()).hasSize(2);
    assertThat(problem.document().toString()).hasSizeLessThan(1000);
  }

  @Test
  void anEmptyQueryIsNone() {
    assertThat(client.post(SELF + "?", BODY).status()).isEqualTo(200);
  }

  @Test
  void linesBeginWithWhatStandsAboveTheRows() {
    List<JsonNode> lines = postAs("Accept", Client.NDJSON).lines();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst().path("mechanism").asString()).isEqualTo("self");
    assertThat(lines.getFirst().path("tokens")).hasSize(2);
    assertThat(lines.getFirst().has("rows")).isFalse();
    assertThat(lines.get(1).path("token").asString()).isEqualTo("a");
    assertThat(lines.get(2).path("queryIndex").asInt()).isEqualTo(1);
  }

  @Test
  void aRefusalIsAProblemWhateverIsAccepted() {
    assertThat(client.post(SELF, "{}".getBytes(), Client.NDJSON).problem(400).pointers())
        .containsExactly("#/embeddings");
    Answer answer =
        client.send(client.request("/nothing", "image/png").POST(BodyPublishers.noBody()));
    answer.problem(404);
  }
}
