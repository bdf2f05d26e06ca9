package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Wrong, right and meaningless answers, which another program computed. */
class CheckCaseTests {

  private static final Path CASES = Path.of("src/test/resources/check");

  private static final Set<String> OTHERS =
      Set.of("pairs.json", "shown-pairs.json", "right.json", "printed.json", "no-cause.json");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void theMistakeIsNamedWhereItShows(Path file) throws IOException {
    for (JsonNode it : Json.read(Files.readAllBytes(file))) {
      JsonNode expected = it.get("expect");
      JsonNode report = Checked.report(it.get("path").stringValue(), it.get("request"));
      String name = it.get("case").stringValue();
      assertThat(report.get("agrees")).as(name).isEqualTo(expected.get("agrees"));
      assertThat(report.get("firstDifference")).as(name).isEqualTo(expected.get("firstDifference"));
      assertThat(codes(report.get("causes"))).as(name).isIn(accepted(expected));
      if (expected.has("at")) {
        assertThat(at(report).properties()).as(name).containsAll(expected.get("at").properties());
      }
    }
  }

  @Test
  void everyCauseHasCases() throws IOException {
    Set<String> files = new TreeSet<>();
    for (Path file : files()) {
      files.add(file.getFileName().toString());
    }
    files.removeAll(OTHERS);
    assertThat(files)
        .containsExactlyInAnyOrderElementsOf(
            AnswerCheck.codes().stream().map(code -> code + ".json").toList());
  }

  private static Set<String> codes(JsonNode causes) {
    Set<String> codes = new LinkedHashSet<>();
    causes.forEach(cause -> codes.add(cause.get("code").stringValue()));
    return codes;
  }

  /** The causes that are expected, and others that fit as well. */
  private static List<Set<String>> accepted(JsonNode expected) {
    List<Set<String>> accepted = new ArrayList<>();
    accepted.add(words(expected.get("causes")));
    if (expected.has("acceptable")) {
      expected.get("acceptable").forEach(other -> accepted.add(words(other)));
    }
    return accepted;
  }

  private static Set<String> words(JsonNode words) {
    Set<String> set = new LinkedHashSet<>();
    if (words.isString()) {
      set.add(words.stringValue());
    } else {
      words.forEach(word -> set.add(word.stringValue()));
    }
    return set;
  }

  private static JsonNode at(JsonNode report) {
    for (JsonNode stage : report.get("stages")) {
      if (stage.get("name").equals(report.get("firstDifference"))) {
        return stage.get("at");
      }
    }
    throw new AssertionError("No stage differs first");
  }
}
