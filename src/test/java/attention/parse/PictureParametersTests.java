package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.picture.ColourScale;
import attention.picture.View;
import attention.problem.Parameter;
import attention.trace.Mechanism;
import attention.trace.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parameters of a picture ask for. */
class PictureParametersTests {

  private static View heads(String query) {
    return PictureParameters.read(Mechanism.MULTI_HEAD, query, false);
  }

  private static void expectRefusal(
      Mechanism mechanism, String query, boolean members, String code, String name, String said) {
    assertThat(Reading.refusal(() -> PictureParameters.read(mechanism, query, members)).faults())
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.code()).hasToString(code);
          assertThat(fault.location()).isEqualTo(new Parameter(name));
          assertThat(fault.detail()).contains(said);
        });
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "&"})
  void withoutParametersTheWeightsAreDrawn(String query) {
    assertThat(heads(query)).isEqualTo(View.DEFAULT);
  }

  @Test
  void eachParameterSaysItsPart() {
    assertThat(heads("stage=scores&scale=log&head=12"))
        .isEqualTo(new View(Member.SCORES, ColourScale.LOG, 12));
    assertThat(heads("head=0")).isEqualTo(new View(Member.WEIGHTS, ColourScale.FIXED, 0));
  }

  @Test
  void onlyMultiHeadHasHeads() {
    assertThat(PictureParameters.of(Mechanism.MULTI_HEAD))
        .containsExactly("stage", "scale", "head");
    assertThat(PictureParameters.of(Mechanism.SELF)).containsExactly("stage", "scale");
    String known = "Expected one of the parameters stage, scale, found \"head\".";
    expectRefusal(Mechanism.SELF, "head=1", false, "unknown-parameter", "head", known);
    expectRefusal(Mechanism.SELF, "head=1", true, "unknown-parameter", "head", known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "01", "1.5", "one", "", "1234567890"})
  void aHeadIsAWholeNumber(String head) {
    String said = "Expected the number of a head, from 0, found \"" + head + "\".";
    expectRefusal(Mechanism.MULTI_HEAD, "head=" + head, false, "wrong-type", "head", said);
  }

  @ParameterizedTest
  @CsvSource({
    "stage=weihgts, stage, weights",
    "scale=logg, scale, log",
    "scale=2, scale, 'fixed, max, row, log'"
  })
  void aWordThatIsNotKnownIsAnsweredWithThoseThatAre(String query, String name, String said) {
    expectRefusal(Mechanism.SELF, query, false, "unknown-word", name, said);
  }

  @Test
  void aStageOfAnotherMechanismIsNotKnown() {
    expectRefusal(
        Mechanism.SELF, "stage=concatenated", false, "unknown-word", "stage", "\"concatenated\"");
    assertThat(heads("stage=concatenated").stage()).isEqualTo(Member.CONCATENATED);
  }

  @Test
  void aParameterHasOneValue() {
    String said = "Expected one value, found 2.";
    expectRefusal(Mechanism.SELF, "stage=scores&stage=weights", false, "wrong-type", "stage", said);
    expectRefusal(Mechanism.SELF, "scale=log&scale=row", true, "wrong-type", "scale", said);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThat(Reading.refusal(() -> heads("stage=x&scale=y&head=z&colour=1")).faults())
        .extracting(fault -> fault.code() + " " + fault.location())
        .containsExactlyInAnyOrder(
            "unknown-word " + new Parameter("stage"),
            "unknown-word " + new Parameter("scale"),
            "wrong-type " + new Parameter("head"),
            "unknown-parameter " + new Parameter("colour"));
  }

  @Test
  void besideMembersAScaleThatIsANumberIsTheirs() {
    String query = "scale=0.5&causal=true&stage=scores&scale=row&head=1";
    assertThat(PictureParameters.read(Mechanism.MULTI_HEAD, query, true))
        .isEqualTo(new View(Member.SCORES, ColourScale.ROW, 1));
    assertThat(PictureParameters.without(query)).isEqualTo("scale=0.5&causal=true");
  }

  @ParameterizedTest
  @CsvSource({
    "stage=scores, ''",
    "scale=log&a=1, a=1",
    "scale=-2, scale=-2",
    "scale=.5&b, scale=.5&b",
    "he%61d=1&stages=2, stages=2"
  })
  void theRestOfTheQueryIsLeftAsItWas(String query, String rest) {
    assertThat(PictureParameters.without(query)).isEqualTo(rest);
    assertThat(PictureParameters.without(null)).isNull();
  }
}
