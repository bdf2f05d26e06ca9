package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.front.LimitsProperties;
import attention.http.Client;
import attention.http.Json;
import attention.http.Operated;
import attention.http.OperatedTest;
import attention.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** What operators ask the service about itself. */
@OperatedTest
class ManagementTests {

  private Operated service;

  @BeforeEach
  void reach(@Autowired Environment environment) {
    service = new Operated(environment);
  }

  private JsonNode managed(String path) {
    return Json.read(service.operators().send("GET", path, null).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz"})
  void theProbesAreOnBothPorts(String probe) {
    for (Client port : List.of(service.users(), service.operators())) {
      assertThat(port.get(probe).status()).isEqualTo(200);
      assertThat(port.get(probe).text()).isEqualTo("{\"status\":\"UP\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, /actuator/metrics/none",
    "404, /actuator/none",
    "404, /nothing",
    "404, /actuator;v=1",
    "400, /actuator/health?%zz"
  })
  void aRefusalOfAnEndpointIsAProblem(int status, String path) {
    try (Wire wire = Wire.to(service.operators().port())) {
      wire.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      wire.answer().problem(status);
    }
  }

  @Test
  void noEndpointReadsABody() {
    try (Wire wire = Wire.to(service.operators().port())) {
      wire.send("GET /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n");
      wire.answer().problem(400);
    }
  }

  @Test
  void nothingElseOfTheManagementDoes() {
    assertThat(service.users().get("/actuator/prometheus").status()).isEqualTo(404);
    assertThat(service.users().get("/actuator/info").status()).isEqualTo(404);
  }

  @Test
  void infoTellsTheBuildAndTheKernelInUse() {
    JsonNode info = managed("/actuator/info");
    assertThat(info.at("/build/artifact").asString()).isEqualTo("attention-service");
    assertThat(info.at("/java/version").asString()).startsWith("25");
    assertThat(info.at("/kernel").asString()).isIn("scalar", "simd");
  }

  @Test
  void infoTellsEveryLimitUnderTheNameOfItsProperty() {
    JsonNode limits = managed("/actuator/info").get("limits");
    List<String> properties =
        Arrays.stream(LimitsProperties.class.getRecordComponents())
            .map(component -> dashed(component.getName()))
            .toList();
    assertThat(limits.propertyNames()).containsExactlyElementsOf(properties);
    assertThat(limits.get("stall").asString()).isEqualTo("PT3S");
    assertThat(limits.get("request-bytes").asLong()).isEqualTo(64 << 20);
    assertThat(limits.get("requests").asInt()).isEqualTo(1);
  }

  private static String dashed(String name) {
    return ConfigurationPropertyName.adapt(name.replaceAll("([A-Z])", "-$1"), '.').toString();
  }

  @Test
  void infoTellsTheCommitWhereThereIsARepository() throws IOException, InterruptedException {
    JsonNode commit = managed("/actuator/info").at("/git/commit/id/full");
    if (Files.isRegularFile(Path.of(".git/HEAD"))) {
      Process git = new ProcessBuilder("git", "rev-parse", "HEAD").start();
      String head = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(git.waitFor()).isZero();
      assertThat(commit.asString()).isEqualTo(head.strip());
    } else {
      assertThat(commit.isMissingNode()).isTrue();
    }
  }

  @Test
  void theBillOfMaterialsListsWhatTheServiceIsMadeOf() {
    JsonNode bill = managed("/actuator/sbom/application");
    assertThat(bill.get("bomFormat").asString()).isEqualTo("CycloneDX");
    assertThat(bill.at("/metadata/component/name").asString()).isEqualTo("attention-service");
    assertThat(bill.get("components").valueStream().map(part -> part.get("name").asString()))
        .contains("tomcat-embed-core", "jackson-core", "micrometer-registry-prometheus")
        .doesNotContain("archunit-junit5");
  }

  @Test
  void healthNeedsNoDisk() {
    assertThat(managed("/actuator/health").get("status").asString()).isEqualTo("UP");
    assertThat(service.operators().get("/actuator/health/diskSpace").status()).isEqualTo(404);
  }
}
