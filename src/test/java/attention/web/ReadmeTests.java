package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Client;
import attention.http.Comparison;
import attention.http.Interpreter;
import attention.http.Json;
import attention.http.Readme;
import attention.http.Readme.Row;
import attention.http.Readme.Sample;
import attention.http.ServiceTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the README says is so. */
@ServiceTest
class ReadmeTests {

  private final Readme readme = Readme.read();
  private Client client;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new Client(port);
  }

  static Stream<Sample> samples() {
    return Readme.read().samples().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSamplePrintsWhatItSays(Sample sample) throws IOException, InterruptedException {
    Interpreter interpreter = Interpreter.of(sample.language());
    interpreter.require();
    String code = sample.code().replace("localhost:8080", "127.0.0.1:" + client.port());
    String printed = interpreter.run(code);
    if (sample.form().equals("json")) {
      JsonNode expected = Json.read(sample.printed());
      JsonNode actual = Json.read(printed);
      assertThat(new Comparison(1e-6).differences(expected, actual)).isEmpty();
      assertThat(new Comparison(1e-6).differences(actual, expected)).isEmpty();
    } else {
      assertThat(printed.strip()).isEqualTo(sample.printed().strip());
    }
  }

  @Test
  void everyBlockOfCodeIsTriedButTheCommandsThatStartTheServiceOrMakeAPdf() {
    assertThat(readme.commands())
        .satisfiesExactly(
            command -> assertThat(command).isEqualTo("./mvnw spring-boot:run"),
            command -> assertThat(command).isEqualTo("docker compose up --build"),
            command -> assertThat(command).startsWith("curl ").endsWith("> weights.pdf"),
            command -> assertThat(command).startsWith("SPRING_PROFILES_ACTIVE=secured "));
    assertThat(readme.samples().stream().map(Sample::language))
        .containsExactly("sh", "python", "js", "python", "python", "sh", "sh");
  }

  @Test
  void theMechanismsAreThoseOfTheCatalogue() {
    List<Row> expected =
        client
            .get("/attention")
            .json()
            .get("mechanisms")
            .valueStream()
            .map(mechanism ->
                new Row(
                    "POST " + mechanism.get("path").asString(),
                    "**%s.** %s"
                        .formatted(
                            mechanism.get("title").asString(),
                            mechanism.get("description").asString()),
                    ""))
            .toList();
    assertThat(readme.rows().stream().filter(row -> row.name().startsWith("POST ")))
        .containsExactlyElementsOf(expected);
  }
}
