package attention.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the service answered. */
public record Answer(int status, Map<String, List<String>> headers, byte[] body) {

  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().getFirst())
        .findFirst();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The document of an answer that succeeded. */
  public JsonNode json() {
    assertThat(status).as(text()).isEqualTo(200);
    assertThat(header("Content-Type")).hasValue("application/json");
    return Json.read(body);
  }

  /** The lines of an answer that succeeded as NDJSON. */
  public List<JsonNode> lines() {
    assertThat(status).as(text()).isEqualTo(200);
    assertThat(header("Content-Type")).hasValue("application/x-ndjson");
    assertThat(text()).endsWith("\n");
    return text().lines().map(Json::read).toList();
  }

  /** The problem of an answer that refuses. */
  public Problem problem(int expected) {
    assertThat(status).as(text()).isEqualTo(expected);
    return problem();
  }

  /** The problem of an answer that refuses, whatever the reason. */
  public Problem problem() {
    assertThat(header("Content-Type")).hasValue("application/problem+json");
    Problem problem = new Problem(Json.read(body));
    problem.assertWellFormed(status);
    return problem;
  }
}
