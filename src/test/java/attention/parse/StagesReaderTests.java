package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.problem.Problem;
import attention.request.PostedStage;
import attention.request.PostedStages;
import attention.trace.Member;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stages that a client posts, by name. */
class StagesReaderTests {

  private static final StagesReader READER =
      new StagesReader(EnumSet.of(Member.WEIGHTS, Member.CONTEXT));

  private static List<PostedStage> read(String json) {
    return ((PostedStages) Objects.requireNonNull(Reading.value(READER, json))).stages();
  }

  private static List<String> faults(String json) {
    return Reading.faults(READER, json);
  }

  @Test
  void areThoseThatHaveNumbers() {
    List<PostedStage> stages = read("{\"context\": [[1, 2]], \"weights\": null}");
    assertThat(stages).hasSize(1);
    assertThat(stages.getFirst().stage()).isEqualTo(Member.CONTEXT);
    assertThat(stages.getFirst().at()).hasToString("#/x/context");
    assertThat(stages.getFirst().numbers()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "[[1]]", "\"weights\""})
  void areAnObject(String json) {
    assertThat(faults(json)).containsExactly("wrong-type at #/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"weights\": null}"})
  void areAtLeastOne(String json) {
    assertThat(faults(json)).containsExactly("empty-list at #/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"wieghts\": [[1], {}]}; unknown-member at #/x/wieghts",
        "{\"wieghts\": 1, \"context\": [[2], []]}; unknown-member at #/x/wieghts",
        "{\"weights\": 5}; wrong-type at #/x/weights"
      })
  void areNamedAndReadToTheEnd(String json, String first) {
    assertThat(faults(json)).startsWith(first).doesNotContain("empty-list at #/x");
  }

  @Test
  void anUnknownOneIsToldWithTheOneMeant() {
    ReadContext in = Reading.of("{\"wieghts\": [[1]]}");
    READER.read(in, Reading.AT);
    assertThat(Reading.refusal(in.faults()::throwIfAny).detail())
        .contains("weights", "context", "Did you mean \"weights\"?");
  }

  @Test
  void areThereOnce() {
    Problem problem = Reading.refusal(() -> faults("{\"weights\": [[1]], \"weights\": [[1]]}"));
    assertThat(Reading.faults(problem)).containsExactly("duplicate-member at #/x/weights");
  }
}
