package attention.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a request is refused, and under which codes that is counted. */
class ProblemTests {

  private static Fault fault(FaultCode code) {
    return new Fault(code, Pointer.ROOT, "Wrong.");
  }

  @Test
  void aProblemWithFaultsIsCountedUnderEachOfTheirCodesOnce() {
    Problem problem =
        new ProblemException(
                List.of(
                    fault(FaultCode.RAGGED_ROW),
                    fault(FaultCode.SHAPE_MISMATCH),
                    fault(FaultCode.RAGGED_ROW)))
            .problem();
    assertThat(problem.codes()).containsExactlyInAnyOrder("ragged-row", "shape-mismatch");
  }

  @Test
  void aProblemOfTheWholeRequestIsCountedUnderItsType() {
    assertThat(new Problem(ProblemType.NOT_FOUND, "No.").codes()).containsExactly("not-found");
  }

  @Test
  void everyCodeIsKnownBeforeItIsCounted() {
    assertThat(Problem.allCodes())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ProblemType.values(), FaultCode.values())
                .flatMap(Arrays::stream)
                .map(Enum::name)
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .distinct()
                .toList());
  }

  @ParameterizedTest
  @EnumSource(FaultCode.class)
  void aFaultIsOfAKindThatCanBeReadOrComputed(FaultCode code) {
    assertThat(code.type().status()).isIn(400, 422);
    assertThat(code.preventsReading()).isEqualTo(code.type().status() == 400);
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void aKindOfProblemHasAnAddressAndATitle(ProblemType type) {
    assertThat(type.uri()).matches("/problems/[a-z]+(-[a-z]+)*").endsWith("/" + type);
    assertThat(type.title()).isNotBlank();
    assertThat(type.status()).isBetween(400, 599);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 1", "PT0.9S, 1", "PT1S, 1", "PT1.001S, 2", "PT5.5S, 6", "PT1M, 60"})
  void aServiceAtCapacityNamesTheSecondsToWait(Duration wait, int seconds) {
    Problem problem = Problem.atCapacity(wait);
    assertThat(problem.type().status()).isEqualTo(503);
    assertThat(problem.detail()).contains(" " + seconds + " s");
    assertThat(problem.retryAfter()).isEqualTo(wait);
    assertThat(problem.faults()).isEmpty();
  }

  @Test
  void theFaultsOfAProblemDoNotChange() {
    List<Fault> faults = new ArrayList<>(List.of(fault(FaultCode.RAGGED_ROW)));
    Problem problem = new Problem(ProblemType.RAGGED_MATRIX, "Wrong.", faults, null);
    faults.clear();
    assertThat(problem.faults()).hasSize(1);
  }

  @Test
  void aRefusalCarriesItsProblemAndNoStackTrace() {
    ProblemException refusal = new ProblemException(ProblemType.BODY_TIMEOUT, "Too slow.");
    assertThat(refusal).hasMessage("Too slow.");
    assertThat(refusal.getStackTrace()).isEmpty();
    assertThat(refusal.problem()).isEqualTo(new Problem(ProblemType.BODY_TIMEOUT, "Too slow."));
  }

  @ParameterizedTest
  @CsvSource({"40, 40", "41, 41", "1000, 41"})
  void aLongTextIsQuotedInPart(int length, int quoted) {
    String text = "😀".repeat(length);
    String quote = Quoted.of(text);
    assertThat(quote.codePointCount(0, quote.length())).isEqualTo(quoted);
    assertThat(quote.endsWith("…")).isEqualTo(length > 40);
    assertThat(new Parameter("x")).isEqualTo(Parameter.named("x"));
    assertThat(Parameter.named(text).name()).isEqualTo(quote);
  }

  @Test
  void halfASurrogatePairIsNotQuoted() {
    assertThat(Quoted.of("a\ud83db\ude00")).isEqualTo("a\ufffdb\ufffd");
    assertThat(Quoted.of("😀")).isEqualTo("😀");
  }
}
