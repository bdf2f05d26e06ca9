package attention;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** Each alert has a section for who is called by it, and a test in which it fires. */
class RunbookTests {

  private static final Path RULES = Path.of("src/main/monitoring/rules.yml");
  private static final Path FIRED = Path.of("src/test/monitoring/rules-tests.yml");
  private static final Path RUNBOOK = Path.of("docs/runbook.md");
  private static final Path METERS = Path.of("docs/operations.md");
  private static final Path DASHBOARD = Path.of("src/main/monitoring/grafana/attention.json");

  private static List<JsonNode> alerts() throws IOException {
    return yaml(RULES)
        .at("/groups")
        .valueStream()
        .flatMap(group -> group.at("/rules").valueStream())
        .filter(rule -> rule.has("alert"))
        .toList();
  }

  private static JsonNode yaml(Path file) throws IOException {
    return Json.tree(new Yaml().load(Files.readString(file)));
  }

  private static List<String> texts(List<JsonNode> nodes, String pointer) {
    return nodes.stream().map(node -> node.at(pointer).asString()).toList();
  }

  private static List<String> found(String pattern, Path file) throws IOException {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(Files.readString(file))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void theRunbookHasASectionForEachAlertAndNoOther() throws IOException {
    assertThat(found("^## (.*)$", RUNBOOK)).isEqualTo(texts(alerts(), "/alert"));
  }

  @Test
  void eachAlertLeadsToItsSection() throws IOException {
    assertThat(texts(alerts(), "/annotations/runbook"))
        .isEqualTo(
            texts(alerts(), "/alert").stream()
                .map(name -> RUNBOOK + "#" + name.toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void eachSeverityIsExplained() throws IOException {
    assertThat(texts(alerts(), "/labels/severity"))
        .containsOnlyElementsOf(found("^\\| (critical|warning|info) \\|", RUNBOOK));
  }

  @Test
  void eachAlertFiresInATestAndIsSilentBefore() throws IOException {
    List<JsonNode> tests =
        yaml(FIRED)
            .at("/tests")
            .valueStream()
            .flatMap(test -> test.at("/alert_rule_test").valueStream())
            .toList();
    List<String> all = texts(alerts(), "/alert");
    assertThat(texts(tests.stream().filter(RunbookTests::fires).toList(), "/alertname"))
        .containsAll(all);
    assertThat(texts(tests.stream().filter(test -> !fires(test)).toList(), "/alertname"))
        .containsAll(all);
  }

  private static boolean fires(JsonNode test) {
    return !test.at("/exp_alerts").isEmpty();
  }

  @Test
  void everyMetricOfTheServiceThatIsAskedForIsOneThatItHas() throws IOException {
    List<String> meters =
        found("^\\| `(attention\\.[a-z.]+)` \\|", METERS).stream()
            .map(name -> name.replace('.', '_'))
            .toList();
    Stream<String> asked =
        Stream.of(Files.readString(RULES), Files.readString(DASHBOARD))
            .flatMap(text -> Pattern.compile("\\battention_[a-z_]+").matcher(text).results())
            .map(MatchResult::group);
    assertThat(asked).allMatch(name -> meters.stream().anyMatch(name::startsWith));
  }
}
