package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.problem.Faults;
import attention.request.PostedStage;
import attention.trace.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stage that a client computed, as it stands in JSON. */
class StageReaderTests {

  private static final ValueReader READER = (in, at) -> StageReader.read(in, at, Member.WEIGHTS);

  private static PostedStage read(ReadContext in) {
    return (PostedStage) Objects.requireNonNull(READER.read(in, Reading.AT));
  }

  private static PostedStage read(String json) {
    return (PostedStage) Objects.requireNonNull(Reading.value(READER, json));
  }

  private static List<String> refused(String json) {
    return Reading.refused(READER, json);
  }

  private static String row(int length, String number) {
    return IntStream.range(0, length)
        .mapToObj(i -> number)
        .collect(Collectors.joining(",", "[", "]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[1]; 1; 1",
        "[1, 2e0, 3, 4]; 4; 1 2 3 4",
        "[1e0, 2, 3e0]; 3; 1 2 3",
        "[[1, 2], [3, 4], [5, 6]]; 3 2; 1 2 3 4 5 6",
        "[[1e0, 2], [3, 4e0]]; 2 2; 1 2 3 4",
        "[[[1, 2, 3]], [[4, 5, 6]]]; 2 1 3; 1 2 3 4 5 6",
        "[[[[1], [2]]], [[[3], [4]]]]; 2 1 2 1; 1 2 3 4",
        "[[[[1e0]]]]; 1 1 1 1; 1",
        "[[null, 1], [2, null]]; 2 2; NaN 1 2 NaN",
        "[-0, 0.5, -1.25]; 3; -0.0 0.5 -1.25"
      })
  void hasOneToFourAxesAndItsNumbersInOrder(String json, String shape, String numbers) {
    PostedStage stage = read(json);
    assertThat(stage.shape())
        .containsExactly(Arrays.stream(shape.split(" ")).mapToInt(Integer::parseInt).toArray());
    assertThat(stage.numbers())
        .containsExactly(
            Arrays.stream(numbers.split(" ")).mapToDouble(Double::parseDouble).toArray());
    assertThat(stage.stage()).isEqualTo(Member.WEIGHTS);
    assertThat(stage.at()).isEqualTo(Reading.AT);
    assertThat(stage.printed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"a\"", "true", "{\"a\": [1]}"})
  void isAnArray(String json) {
    assertThat(refused(json)).containsExactly("wrong-type at #/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[1, \"a\"]; #/x/1",
        "[[1, 2], [3, true]]; #/x/1/1",
        "[[{\"a\": []}, 1]]; #/x/0/0",
        "[[[1e0, 2, \"b\"]]]; #/x/0/0/2"
      })
  void hasNumbersAndNullOnly(String json, String place) {
    assertThat(refused(json)).containsExactly("wrong-type at " + place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[[1, 2], [3]]; #/x/1",
        "[[1], [2, 3]]; #/x/1",
        "[[1e0, 2], [3e0]]; #/x/1",
        "[[1], [2], [3, 4], [5, 6]]; #/x/2",
        "[[[1], [2]], [[3]]]; #/x/1",
        "[[[1], [2]], [[3], [4, 5]]]; #/x/1/1",
        "[1, [2]]; #/x/1",
        "[[1], 2]; #/x/1",
        "[[1], 2e0]; #/x/1",
        "[[1], null]; #/x/1",
        "[[1], [[2]]]; #/x/1/0",
        "[[[1]], [2]]; #/x/1/0",
        "[[[1]], [2e0]]; #/x/1/0",
        "[[[1]], [2, 3]]; #/x/1/0"
      })
  void hasAxesOfOneLengthEach(String json, String place) {
    assertThat(refused(json)).containsExactly("ragged-row at " + place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[[[[1]]]]]", "[[[[[1, 2], [3]], [[[[4]]]]]]]", "[[[[[1], 2]]]]"})
  void hasNoFifthAxis(String json) {
    assertThat(refused(json)).containsExactly("shape-mismatch at #/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[]; #/x",
        "[[]]; #/x/0",
        "[[1], []]; #/x/1",
        "[[], []]; #/x/0",
        "[[1, 2, 3], [], [4, 5, 6]]; #/x/1"
      })
  void hasNoEmptyAxis(String json, String place) {
    assertThat(refused(json)).containsExactly("empty-matrix at " + place);
  }

  @Test
  void hasNumbersWithinFloat64() {
    ReadContext in = Reading.of("[[1, 1e999], [2, 3]]");
    assertThat(read(in).shape()).containsExactly(2, 2);
    assertThat(Reading.faults(in)).containsExactly("outside-dtype at #/x/0/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1e0", "null"})
  void hasNoMoreNumbersThanARequestMayHave(String number) {
    int most = Reading.SMALL.numbers();
    assertThat(read(row(most, number)).numbers()).hasSize(most);
    assertThat(refused(row(most + 1, number))).containsExactly("limit-exceeded at #/x");
    String rows = "[" + row(most - 1, number) + "," + row(most - 1, number) + "]";
    assertThat(refused(rows)).containsExactly("limit-exceeded at #/x");
  }

  /** Its numbers, and those of the array that it outgrows, while they are copied. */
  @ParameterizedTest
  @CsvSource({"1, 1, 256", "1, 16, 256", "1, 17, 512", "1e0, 17, 512", "null, 1000, 16384"})
  void isCountedAsItGrows(String number, int count, long bytes) {
    Tally tally = new Tally(new Faults(), Reading.SMALL, held -> {});
    assertThat(read(Reading.of(row(count, number), tally)).numbers()).hasSize(count);
    assertThat(tally.held()).isEqualTo(bytes);
  }
}
