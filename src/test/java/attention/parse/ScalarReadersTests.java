package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.stage.Normalization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are neither matrices nor objects. */
class ScalarReadersTests {

  private static final ValueReader WORD = ScalarReaders.word(List.of(Normalization.values()));

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "0.1", "1e300", "-2.5E-3", "4.9e-324"})
  void aNumberIsReadAsDouble(String json) {
    assertThat(Reading.value(ScalarReaders::number, json)).isEqualTo(Double.valueOf(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "true", "[1]", "{}"})
  void whatIsNoNumberIsRefused(String json) {
    assertThat(Reading.refused(ScalarReaders::number, json)).containsExactly("wrong-type at #/x");
  }

  @Test
  void aNumberOutsideFloat64IsAFaultWithAValue() {
    ReadContext context = Reading.of("1e999");
    assertThat(ScalarReaders.number(context, Reading.AT)).isEqualTo(0.0);
    assertThat(Reading.faults(context)).containsExactly("outside-dtype at #/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "2147483647", "-2147483648"})
  void anIntegerIsReadWithinItsRange(String json) {
    assertThat(Reading.value(ScalarReaders::integer, json)).isEqualTo(Integer.valueOf(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4294967295", "9223372036854775807", "-9223372036854775808"})
  void aLongIntegerIsReadWithinItsRange(String json) {
    assertThat(Reading.value(ScalarReaders::longInteger, json)).isEqualTo(Long.valueOf(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2147483648", "-2147483649", "9223372036854775808", "123456789012345678901"})
  void anIntegerOutsideItsRangeIsRefused(String json) {
    assertThat(Reading.refused(ScalarReaders::integer, json))
        .containsExactly("value-out-of-range at #/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809"})
  void aLongIntegerOutsideItsRangeIsRefused(String json) {
    assertThat(Reading.refused(ScalarReaders::longInteger, json))
        .containsExactly("value-out-of-range at #/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e0", "\"1\"", "true", "[]"})
  void whatIsNoIntegerIsRefused(String json) {
    assertThat(Reading.refused(ScalarReaders::integer, json)).containsExactly("wrong-type at #/x");
  }

  @Test
  void aFlagIsTrueOrFalse() {
    assertThat(Reading.value(ScalarReaders::bool, "true")).isEqualTo(true);
    assertThat(Reading.value(ScalarReaders::bool, "false")).isEqualTo(false);
    assertThat(Reading.refused(ScalarReaders::bool, "0")).containsExactly("wrong-type at #/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "abcde", "😀😀😀😀😀"})
  void aTokenIsCountedInCodePoints(String token) {
    assertThat(Reading.value(ScalarReaders::token, '"' + token + '"')).isEqualTo(token);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1              | wrong-type at #/x",
        "[\"a\"]        | wrong-type at #/x",
        "\"abcdef\"     | limit-exceeded at #/x",
        "\"😀😀😀😀😀😀\" | limit-exceeded at #/x",
        "\"\\ud83d\"    | invalid-text at #/x",
        "\"a\\ude00b\"  | invalid-text at #/x"
      })
  void anyOtherTokenIsRefused(String json, String fault) {
    assertThat(Reading.refused(ScalarReaders::token, json)).containsExactly(fault);
  }

  @Test
  void aWordIsOneOfThoseThatAreKnown() {
    assertThat(Reading.value(WORD, "\"naive-softmax\"")).isEqualTo(Normalization.NAIVE_SOFTMAX);
    assertThat(Reading.refused(WORD, "\"Softmax\"")).containsExactly("unknown-word at #/x");
    assertThat(Reading.refused(WORD, "1")).containsExactly("wrong-type at #/x");
  }

  @Test
  void aListHasAValueForEachElement() {
    ValueReader integers = ScalarReaders.list("integers", ScalarReaders::integer);
    assertThat(Reading.value(integers, "[]")).isEqualTo(List.of());
    assertThat(Reading.value(integers, "[3, 1]")).isEqualTo(List.of(3, 1));
    assertThat(Reading.value(integers, "[1,2,3,4,5,6,7,8]"))
        .isEqualTo(List.of(1, 2, 3, 4, 5, 6, 7, 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1                        | wrong-type at #/x",
        "{\"a\": 1}               | wrong-type at #/x",
        "[1, null]                | wrong-type at #/x/1",
        "[[1], 2]                 | wrong-type at #/x/0",
        "[1, 2, 3, 4, 5, 6, 7, 8, 9] | limit-exceeded at #/x"
      })
  void aListWithAFaultIsNoValue(String json, String fault) {
    assertThat(Reading.refused(ScalarReaders.list("integers", ScalarReaders::integer), json))
        .containsExactly(fault);
    assertThat(Reading.refused(ScalarReaders::integers, json)).containsExactly(fault);
  }

  @Test
  void everyElementWithAFaultIsFound() {
    assertThat(Reading.refused(ScalarReaders::integers, "[\"a\", 1, 2.5, 99999999999]"))
        .containsExactly("wrong-type at #/x/0", "wrong-type at #/x/2");
    assertThat(Reading.refused(ScalarReaders::integers, "[1, 99999999999]"))
        .containsExactly("value-out-of-range at #/x/1");
  }

  @Test
  void integersAreAnArray() {
    assertThat(Reading.value(ScalarReaders::integers, "[2, 0, 2]")).isEqualTo(new int[] {2, 0, 2});
  }

  @Test
  void flagsKeepTheirPlaces() {
    assertThat(Reading.value(ScalarReaders::flags, "[]")).isEqualTo(new boolean[0]);
    assertThat(Reading.value(ScalarReaders::flags, "[false, true, false]"))
        .isEqualTo(new boolean[] {false, true, false});
    assertThat(Reading.value(ScalarReaders::flags, "[true,true,true,true,true,true,true,true]"))
        .isEqualTo(new boolean[] {true, true, true, true, true, true, true, true});
    assertThat(Reading.value(ScalarReaders::flagRows, "[[true], [], [false, true]]"))
        .isEqualTo(new boolean[][] {{true}, {}, {false, true}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true                       | wrong-type at #/x",
        "[1]                        | wrong-type at #/x/0",
        "[true, null, false]        | wrong-type at #/x/1",
        "[true,true,true,true,true,true,true,true,true] | limit-exceeded at #/x"
      })
  void flagsWithAFaultAreNoValue(String json, String fault) {
    assertThat(Reading.refused(ScalarReaders::flags, json)).containsExactly(fault);
    assertThat(Reading.refused(ScalarReaders::flagRows, "[[true], " + json + "]"))
        .containsExactly(fault.replace("#/x", "#/x/1"));
  }
}
