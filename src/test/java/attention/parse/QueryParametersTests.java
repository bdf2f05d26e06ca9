package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import attention.problem.Parameter;
import attention.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The query of an address as parameters. */
class QueryParametersTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1           | a | 1",
        "a             | a | ''",
        "a=            | a | ''",
        "=1            | '' | 1",
        "a=b=c         | a | b=c",
        "&&a=1&        | a | 1",
        "a%62=c%20d+e  | ab | c d e",
        "%C3%A4=%26    | ä | &",
        "a%=%zz        | a% | %zz"
      })
  void aParameterHasANameAndAValue(String query, String name, String value) {
    assertThat(QueryParameters.of(query)).isEqualTo(Map.of(name, List.of(value)));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "&", "&&"})
  void aQueryMayHaveNone(String query) {
    assertThat(QueryParameters.of(query)).isEmpty();
    assertThatCode(() -> QueryParameters.refuseAny(query)).doesNotThrowAnyException();
  }

  @Test
  void namesAndValuesKeepTheirOrder() {
    Map<String, List<String>> parameters = QueryParameters.of("b=2&a=1&b=1&c&b=3");
    assertThat(parameters.keySet()).containsExactly("b", "a", "c");
    assertThat(parameters.get("b")).containsExactly("2", "1", "3");
  }

  @Test
  void everyParameterIsRefusedOnce() {
    Problem problem = Reading.refusal(() -> QueryParameters.refuseAny("b=2&a=1&b"));
    assertThat(problem.faults())
        .extracting(fault -> fault.code() + " at " + fault.location())
        .containsExactly(
            "unknown-parameter at " + new Parameter("b"),
            "unknown-parameter at " + new Parameter("a"));
  }

  @Test
  void atMostTwentyParametersAreListed() {
    String query = IntStream.range(0, 30).mapToObj(i -> "p" + i).collect(Collectors.joining("&"));
    assertThat(Reading.refusal(() -> QueryParameters.refuseAny(query)).faults()).hasSize(20);
  }
}
