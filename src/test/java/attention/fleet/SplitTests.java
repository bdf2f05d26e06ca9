package attention.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.http.Interpreter;
import attention.http.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The program of docs/scaling.md that splits one request over three replicas. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplitTests {

  private static final Pattern PROGRAM =
      Pattern.compile("^```python\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** 40 queries and 90 keys, from a formula, with scores of very different sizes. */
  private static final String REQUEST =
      """
      row = lambda i, n: [round(3 * math.sin(1 + i * (j + 1)), 4) for j in range(n)]
      request = {"queries": [row(i, 8) for i in range(40)], "keys": [row(i + 99, 8) for i in range(90)],
                 "values": [row(i + 500, 5) for i in range(90)], "dtype": "float64"}
      """;

  private final List<Replica> replicas = new ArrayList<>();

  @BeforeAll
  void start() throws Exception {
    Interpreter.PYTHON.require();
    for (String name : List.of("split-a", "split-b", "split-c")) {
      replicas.add(new Replica(name, new Host.Here()));
    }
    for (Replica replica : replicas) {
      replica.awaitReady();
    }
  }

  @AfterAll
  void stop() {
    replicas.forEach(Replica::close);
  }

  private JsonNode printed(String code) throws Exception {
    Matcher program = PROGRAM.matcher(Files.readString(Path.of("docs/scaling.md")));
    assertThat(program.find()).isTrue();
    String addresses =
        replicas.stream().map(it -> '"' + it.address() + '"').collect(Collectors.joining(", "));
    String text =
        program.group(1).replaceFirst("REPLICAS = .*", "REPLICAS = [" + addresses + "]") + REQUEST;
    return Json.read(Interpreter.PYTHON.run(text + code));
  }

  @Test
  void splitByQueriesTheRowsAreTheSameToTheLastDigit() throws Exception {
    JsonNode rows =
        printed(
            """
            request["mask"] = {"causal": True, "offset": 30}
            request["include"] = ["scores", "maskedScores", "weights", "context", "entropy"]
            print(json.dumps([post(REPLICAS[0], request), by_queries(request, 40)]))
            """);
    assertThat(rows.get(0).size()).isEqualTo(40);
    assertThat(rows.get(1)).isEqualTo(rows.get(0));
  }

  @Test
  void splitByKeysTheyAreTheSameButForRounding() throws Exception {
    JsonNode rows =
        printed(
            """
            whole = post(REPLICAS[0], {**request, "include": ["context", "maximum", "logSumExp"]})
            print(json.dumps([whole, by_keys(request)]))
            """);
    assertThat(rows.get(1).size()).isEqualTo(40);
    IntStream.range(0, 40).forEach(i -> assertClose(rows.get(1).get(i), rows.get(0).get(i)));
  }

  private static void assertClose(JsonNode joined, JsonNode whole) {
    assertThat(numbers(joined)).containsExactly(numbers(whole), within(1e-12)).hasSize(7);
  }

  private static double[] numbers(JsonNode row) {
    return Stream.of("context", "maximum", "logSumExp")
        .map(row::get)
        .flatMap(it -> it.isArray() ? it.valueStream() : Stream.of(it))
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
