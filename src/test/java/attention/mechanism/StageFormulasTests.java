package attention.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import attention.stage.Score;
import attention.trace.Formula;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which formulas each mechanism has, and in which order. */
class StageFormulasTests {

  private static final Set<Mechanism> PROJECTING =
      EnumSet.of(Mechanism.SCALED_DOT_PRODUCT, Mechanism.MULTI_HEAD);

  private static List<Member> members(Mechanism mechanism) {
    return StageFormulas.of(mechanism).stream().map(Formula::member).distinct().toList();
  }

  private static List<String> formulas(Mechanism mechanism, Member member) {
    return StageFormulas.of(mechanism).stream()
        .filter(formula -> formula.member() == member)
        .map(Formula::latex)
        .toList();
  }

  /** Not in the order of an answer, where keys and values stand above the rows. */
  @Test
  void stagesAreInTheOrderInWhichTheyAreComputed() {
    assertThat(members(Mechanism.MULTI_HEAD))
        .containsExactly(
            Member.QUERY,
            Member.KEYS,
            Member.VALUES,
            Member.NORMALIZED_QUERY,
            Member.NORMALIZED_KEYS,
            Member.ROTATED_QUERY,
            Member.ROTATED_KEYS,
            Member.SCORES,
            Member.SCALED_SCORES,
            Member.CAPPED_SCORES,
            Member.BIASED_SCORES,
            Member.MASKED_SCORES,
            Member.MAXIMUM,
            Member.LOG_SUM_EXP,
            Member.WEIGHTS,
            Member.SINK_WEIGHT,
            Member.ENTROPY,
            Member.CONTEXT,
            Member.CONTRIBUTIONS,
            Member.AVERAGE_WEIGHTS,
            Member.CONCATENATED,
            Member.OUTPUT);
  }

  @Test
  void selfAttentionHasNoProjections() {
    assertThat(formulas(Mechanism.SELF, Member.QUERY)).containsExactly("Q = K = V = X");
  }

  @ParameterizedTest
  @EnumSource
  void keysAndValuesAreProjectedByTransformersOnly(Mechanism mechanism) {
    for (Member member : List.of(Member.KEYS, Member.VALUES)) {
      assertThat(formulas(mechanism, member).isEmpty())
          .isNotEqualTo(PROJECTING.contains(mechanism));
    }
  }

  @ParameterizedTest
  @EnumSource
  void queriesAndKeysArePreparedByTransformersOnly(Mechanism mechanism) {
    for (Member member :
        List.of(
            Member.NORMALIZED_QUERY,
            Member.NORMALIZED_KEYS,
            Member.ROTATED_QUERY,
            Member.ROTATED_KEYS)) {
      assertThat(formulas(mechanism, member).isEmpty())
          .isNotEqualTo(PROJECTING.contains(mechanism));
    }
  }

  @Test
  void eachMechanismHasTheScoresThatItCanHave() {
    assertThat(formulas(Mechanism.SELF, Member.SCORES)).containsExactly(Score.DOT.formula());
    assertThat(formulas(Mechanism.ADDITIVE, Member.SCORES))
        .containsExactly(Score.ADDITIVE.formula());
    assertThat(formulas(Mechanism.WEIGHTS_ONLY, Member.SCORES)).isEmpty();
    assertThat(formulas(Mechanism.MULTIPLICATIVE, Member.SCORES))
        .contains(Score.DOT.formula())
        .doesNotContain(Score.ADDITIVE.formula());
    assertThat(formulas(Mechanism.ENCODER_DECODER, Member.SCORES))
        .containsAll(formulas(Mechanism.MULTIPLICATIVE, Member.SCORES))
        .contains(Score.ADDITIVE.formula());
  }

  @Test
  void aDiagnosticHasOneFormulaMoreWhereASinkChangesIt() {
    assertThat(formulas(Mechanism.SELF, Member.MAXIMUM)).hasSize(1);
    assertThat(formulas(Mechanism.SELF, Member.LOG_SUM_EXP)).hasSize(2);
  }
}
