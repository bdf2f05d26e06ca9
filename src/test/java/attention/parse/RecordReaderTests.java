package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import attention.problem.Problem;
import attention.request.Described;
import attention.request.Unwrapped;
import attention.trace.Member;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which members an object must have, may have and must not have. */
class RecordReaderTests {

  private static final Sample ONLY_REQUIRED =
      new Sample(1, 7, true, new Inner(Dtype.FLOAT32, null), null, null);

  /** A member of each kind: required, with a default, nullable, and those of another record. */
  record Sample(
      @Described("Required.") int width,
      @Described(value = "An integer.", defaultValue = "7") int height,
      @Described(value = "A flag.", defaultValue = "true") boolean deep,
      @Unwrapped Inner inner,
      @Described("Nullable.") @Nullable Inner nested,
      @Described("Nullable.") @Nullable List<Member> include) {}

  record Inner(
      @Described(value = "A word.", defaultValue = "float32") Dtype dtype,
      @Described("Nullable.") @Nullable Double scale) {}

  private final RecordReader reader =
      new RecordReader(Sample.class, Set.of(Member.SCORES, Member.WEIGHTS));

  private @Nullable Object read(String json) {
    return Reading.value(reader, json);
  }

  private List<String> refused(String json) {
    return Reading.refused(reader, json);
  }

  @Test
  void anAbsentMemberHasItsDefaultOrNone() {
    assertThat(read("{\"width\": 1}")).isEqualTo(ONLY_REQUIRED);
  }

  @Test
  void aMemberThatIsNullIsAbsent() {
    assertThat(
            read(
                """
                {"height": null, "scale": null, "width": 1, "deep": null, "dtype": null,
                 "nested": null, "include": null}
                """))
        .isEqualTo(ONLY_REQUIRED);
  }

  @Test
  void everyMemberHasItsValueInAnyOrder() {
    assertThat(
            read(
                """
                {"include": ["weights", "scores"], "scale": 0.5, "nested": {"scale": 2},
                 "deep": false, "dtype": "float64", "height": 3, "width": 2}
                """))
        .isEqualTo(
            new Sample(
                2,
                3,
                false,
                new Inner(Dtype.FLOAT64, 0.5),
                new Inner(Dtype.FLOAT32, 2.0),
                List.of(Member.WEIGHTS, Member.SCORES)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                 | missing-member at #/x/width",
        "{\"height\": 1}    | missing-member at #/x/width",
        "{\"width\": null}  | wrong-type at #/x/width",
        "{\"width\": \"1\"} | wrong-type at #/x/width",
        "[]                 | wrong-type at #/x",
        "1                  | wrong-type at #/x",
        "\"width\"          | wrong-type at #/x"
      })
  void withoutARequiredMemberThereIsNoRecord(String json, String fault) {
    assertThat(refused(json)).containsExactly(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "[{\"width\": [1]}]", "{\"width\": {\"width\": 2}}"})
  void anUnknownMemberIsPassedOverAndRefused(String value) {
    ReadContext context = Reading.of("{\"wdith\": %s, \"width\": 1}".formatted(value));
    assertThat(reader.read(context, Reading.AT)).isEqualTo(ONLY_REQUIRED);
    assertThat(Reading.faults(context)).containsExactly("unknown-member at #/x/wdith");
  }

  @Test
  void theRecordOfUnwrappedMembersIsNoMemberItself() {
    ReadContext context = Reading.of("{\"inner\": {}, \"width\": 1}");
    reader.read(context, Reading.AT);
    assertThat(Reading.faults(context)).containsExactly("unknown-member at #/x/inner");
  }

  @Test
  void everyFaultOfAnObjectIsFound() {
    assertThat(refused("{\"a\": 1, \"nested\": {\"dtype\": 1, \"b\": 2}, \"deep\": \"no\"}"))
        .containsExactly(
            "unknown-member at #/x/a",
            "wrong-type at #/x/nested/dtype",
            "unknown-member at #/x/nested/b",
            "wrong-type at #/x/deep",
            "missing-member at #/x/width");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"width\": 1, \"width\": 1}",
        "{\"width\": null, \"w\\u0069dth\": 1}",
        "{\"width\": \"x\", \"width\": 1}",
        "{\"a\": 0, \"width\": 1, \"height\": 2, \"width\": 3, \"height\": 4}"
      })
  void aMemberTwiceEndsTheReading(String json) {
    Problem problem = Reading.refusal(() -> reader.read(Reading.of(json), Reading.AT));
    assertThat(Reading.faults(problem)).containsExactly("duplicate-member at #/x/width");
  }

  @Test
  void anUnknownMemberTwiceEndsTheReadingToo() {
    Problem problem =
        Reading.refusal(() -> reader.read(Reading.of("{\"a\": 1, \"a\": 1}"), Reading.AT));
    assertThat(Reading.faults(problem)).containsExactly("duplicate-member at #/x/a");
  }

  @Test
  void theSameMemberInTwoObjectsIsNotTwice() {
    assertThat(read("{\"nested\": {\"scale\": 1}, \"scale\": 1, \"width\": 1}")).isNotNull();
  }
}
