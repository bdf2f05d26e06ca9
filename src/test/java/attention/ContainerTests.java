package attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import attention.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import tools.jackson.databind.JsonNode;

/** What is built of the Dockerfile serves, tells of itself, and keeps the rules it is run under. */
@NeedsEngine
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerTests {

  private static final Path NOTEBOOK = Path.of("src/test/resources/golden/self-seed-softmax.json");
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final HttpClient client = HttpClient.newHttpClient();
  private GenericContainer<?> service;

  @BeforeAll
  void start() {
    service = Image.started();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    return send(port, HttpRequest.newBuilder(), path);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        Image.REQUESTS,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
            .POST(BodyPublishers.ofString(body)),
        path);
  }

  private HttpResponse<String> send(int port, HttpRequest.Builder request, String path)
      throws Exception {
    URI address = URI.create(Image.address(service, port) + path);
    return client.send(request.uri(address).build(), BodyHandlers.ofString());
  }

  private ExecResult shell(String command) throws IOException, InterruptedException {
    return service.execInContainer("sh", "-c", command);
  }

  @Test
  void itAnswersWithTheNumbersOfTheNotebook() throws Exception {
    JsonNode notebook = Json.read(Files.readString(NOTEBOOK));
    HttpResponse<String> answer =
        post(notebook.get("path").asString(), notebook.get("request").toString());
    assertThat(answer.statusCode()).isEqualTo(200);
    double[] expected = numbers(notebook.at("/response/rows/0/weights"));
    assertThat(numbers(Json.read(answer.body()).at("/rows/0/weights")))
        .containsExactly(expected, within(1e-5))
        .hasSize(6);
  }

  private static double[] numbers(JsonNode array) {
    return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
  }

  @Test
  void itsMetricsAreOnThePortForManagementAlone() throws Exception {
    post("/attention/weights", "{\"scores\":[[1,2]]}");
    assertThat(get(Image.MANAGEMENT, "/actuator/prometheus").body())
        .contains(
            "attention_requests_seconds_count{mechanism=\"weights\",outcome=\"answered\",representation=\"json\"} 1");
    assertThat(get(Image.REQUESTS, "/actuator/prometheus").statusCode()).isEqualTo(404);
    assertThat(get(Image.REQUESTS, "/livez").statusCode()).isEqualTo(200);
    assertThat(get(Image.REQUESTS, "/readyz").statusCode()).isEqualTo(200);
    assertThat(get(Image.MANAGEMENT, "/livez").statusCode()).isEqualTo(200);
    assertThat(get(Image.MANAGEMENT, "/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void itsMemoryIsAPartOfTheContainers() throws Exception {
    JsonNode info = Json.read(get(Image.MANAGEMENT, "/actuator/info").body());
    assertThat(info.at("/limits/memory").asLong())
        .isBetween((long) (0.2 * Image.MEMORY), (long) (0.3 * Image.MEMORY));
  }

  @Test
  void itRunsAsNobodyInParticularWithoutAnyPower() throws Exception {
    assertThat(shell("grep -E '^(Uid|CapEff|NoNewPrivs):' /proc/1/status").getStdout())
        .containsPattern("Uid:\\s+10001\\s+10001\\s+10001\\s+10001\n")
        .containsPattern("CapEff:\\s+0+\n")
        .containsPattern("NoNewPrivs:\\s+1\n");
  }

  @Test
  void itCanWriteNowhereButInTmp() throws Exception {
    assertThat(shell("echo x >/service/x").getStderr()).contains("Read-only file system");
    assertThat(shell("echo x >/tmp/x && rm /tmp/x").getExitCode()).isZero();
  }

  @Test
  void everyLineItLogsIsAnObjectOfTheCommonSchema() throws Exception {
    post("/attention/self", "{\"a\\nb\":1}");
    JsonNode refusal = await().until(this::refusalInLog, Optional::isPresent).orElseThrow();
    assertThat(refusal.at("/log/level").asString()).isEqualTo("DEBUG");
    assertThat(refusal.at("/message").asString()).contains("Refused /attention/self");
  }

  /** The log arrives behind the answer. */
  private Optional<JsonNode> refusalInLog() {
    return service
        .getLogs(OutputType.STDOUT)
        .lines()
        .map(Json::read)
        .peek(line -> assertThat(line.at("/ecs/version").asString()).isNotEmpty())
        .filter(line -> line.at("/trace/id").asString("").equals(TRACE))
        .findFirst();
  }
}
