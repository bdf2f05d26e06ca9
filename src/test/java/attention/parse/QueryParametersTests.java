package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import attention.problem.Parameter;
import attention.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

  @Test
  void aRefusalSaysWhereAParameterBelongs() {
    assertThat(Reading.refusal(() -> QueryParameters.refuseAny("heads=2")).detail())
        .contains("Move it to the body.");
    assertThat(Reading.refusal(() -> QueryParameters.refuseAny("stage=weights")).detail())
        .contains("It is for pictures: accept image/svg+xml or image/png, or leave it out.");
    assertThat(Reading.refusal(() -> QueryParameters.refuseAny("strict=1")).detail())
        .contains("It is for checks: add /check to the path, or leave it out.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "absent",
      value = {"absent | false", "'' | false", "openapi=false | false", "openapi=true | true"})
  void aFlagIsFalseUnlessItIsTrue(@Nullable String query, boolean flag) {
    assertThat(QueryParameters.flag(query, "openapi")).isEqualTo(flag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openapi=True               | unknown-word      | openapi | True",
        "openapi                    | unknown-word      | openapi | Expected true or false, once",
        "openapi=true&openapi=false | unknown-word      | openapi | true,false",
        "openapi=true&a=1           | unknown-parameter | a       | no query parameter but \"openapi\""
      })
  void aFlagIsOneOfTwoWords(String query, String code, String parameter, String told) {
    Problem problem = Reading.refusal(() -> QueryParameters.flag(query, "openapi"));
    assertThat(problem.faults())
        .extracting(fault -> fault.code() + " at " + fault.location())
        .containsExactly(code + " at " + new Parameter(parameter));
    assertThat(problem.detail()).contains(told);
  }
}
