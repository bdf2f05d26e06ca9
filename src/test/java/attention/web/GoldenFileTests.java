package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Comparison;
import attention.http.GoldenCase;
import attention.http.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sees to it that no golden case is lost, and that comparing them can fail. */
class GoldenFileTests {

  /** How many cases each path has. */
  private static final Map<String, Integer> CASES =
      Map.of(
          "/attention/self", 20,
          "/attention/scaled-dot-product", 10,
          "/attention/multi-head", 7,
          "/attention/additive", 6,
          "/attention/multiplicative", 6,
          "/attention/encoder-decoder", 12,
          "/attention/weights", 12);

  private static final int REFUSALS = 39;

  @Test
  void noCaseIsLost() {
    Map<String, Integer> found = new TreeMap<>();
    GoldenCase.all().forEach(golden -> found.merge(golden.path(), 1, Integer::sum));
    assertThat(found).isEqualTo(new TreeMap<>(CASES));
    assertThat(GoldenCase.refusals()).hasSize(REFUSALS);
  }

  @Test
  void aCaseIsCalledAsItsFile() {
    assertThat(GoldenCase.all().map(golden -> golden + ".json"))
        .isEqualTo(GoldenCase.files().stream().map(Path::getFileName).map(Path::toString).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}         | {\"a\":1.0000001,\"b\":2}",
        "{\"a\":1000}      | {\"a\":1000.005}",
        "[1,null,\"x\"]    | [1.0,null,\"x\"]",
        "{}                | {\"a\":null}"
      })
  void whatContainsTheExpectedAgrees(String expected, String actual) {
    assertThat(new Comparison(1e-5).differences(Json.read(expected), Json.read(actual))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}         | {\"a\":1.0001}       | /a: expected 1, found 1.0001",
        "{\"a\":1000}      | {\"a\":1000.02}      | /a: expected 1000, found 1000.02",
        "{\"a\":{\"b\":1}} | {\"a\":{}}           | /a/b: missing",
        "{\"a\":null}      | {}                   | /a: missing",
        "[1,2]             | [1]                  | : expected 2 elements, found [1]",
        "[null]            | [0]                  | /0: expected null, found 0",
        "[0]               | [null]               | /0: expected 0, found null",
        "[1]               | [\"1\"]              | /0: expected 1, found \"1\"",
        "[\"a\"]           | [\"b\"]              | /0: expected \"a\", found \"b\"",
        "{\"a\":1}         | [1]                  | /a: missing",
        "[1]               | {\"0\":1}            | : expected 1 elements, found {\"0\":1}"
      })
  void whatDiffersIsFoundWithItsPlace(String expected, String actual, String difference) {
    assertThat(new Comparison(1e-5).differences(Json.read(expected), Json.read(actual)))
        .containsExactly(difference);
  }
}
