package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.catalogue.ExampleRequest;
import attention.catalogue.Examples;
import attention.http.Json;
import attention.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the service answers to a request agrees with it, in every stage that may be posted. */
class RightAnswerTests {

  private static final Map<String, Object> ANY = Map.of("weights", List.of(List.of(1)));

  static Stream<ExampleRequest> examples() {
    return Examples.load().all().stream().filter(it -> !it.path().endsWith("/check"));
  }

  private static JsonNode request(ExampleRequest example, Map<String, Object> answer) {
    Map<String, Object> request = new LinkedHashMap<>(example.request());
    request.remove("include");
    request.put("answer", answer);
    return Json.tree(request);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theAnswerOfAnExampleAgrees(ExampleRequest example) {
    String path = example.path() + "/check";
    Trace trace = Checked.plan(path, request(example, ANY)).trace();
    Map<String, Object> answer =
        Answered.of(trace, AnswerCheck.postable(trace.preamble().mechanism()));
    JsonNode report = Checked.report(path, request(example, answer));
    assertThat(report.get("agrees").booleanValue()).as("%s", report).isTrue();
    assertThat(names(report)).isEqualTo(answer.keySet());
  }

  private static Set<String> names(JsonNode report) {
    Set<String> names = new TreeSet<>();
    report.get("stages").forEach(stage -> names.add(stage.get("name").stringValue()));
    return names;
  }

  @Test
  void someExamplesEndBeforeTheirLastStep() {
    List<ExampleRequest> ending =
        examples()
            .filter(it -> it.request().get("decoder") instanceof Map<?, ?> decoder)
            .filter(it -> {
              JsonNode request = request(it, ANY);
              Trace trace = Checked.plan(it.path() + "/check", request).trace();
              trace.preamble();
              return trace.rowCount() < request.at("/decoder/generate/steps").asInt(0);
            })
            .toList();
    assertThat(ending).hasSizeGreaterThanOrEqualTo(2);
  }
}
