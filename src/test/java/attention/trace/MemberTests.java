package attention.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known of the members of a row. */
class MemberTests {

  @Test
  void scoresOfEveryStageAndWeightsAreOverKeys() {
    assertThat(Member.overKeys(EnumSet.allOf(Member.class))).isEqualTo(6);
    assertThat(Member.overKeys(Set.of(Member.SCORES, Member.WEIGHTS))).isEqualTo(2);
  }

  @Test
  void aQueryAndItsContextAreNotOverKeys() {
    assertThat(Member.overKeys(Set.of(Member.QUERY, Member.CONTEXT, Member.WEIGHTS))).isEqualTo(1);
    assertThat(Member.overKeys(Set.of())).isZero();
  }

  @Test
  void whatIsKnownOfTheWeightsAsAWholeIsOneNumber() {
    assertThat(Member.LOG_SUM_EXP.isScalar()).isTrue();
    assertThat(Member.ENTROPY.isScalar()).isTrue();
    assertThat(Member.WEIGHTS.isScalar()).isFalse();
  }

  @Test
  void whatGrowsAnAnswerIsThereOnlyOnRequest() {
    assertThat(Member.defaults())
        .contains(Member.SCORES, Member.WEIGHTS, Member.CONTEXT)
        .doesNotContain(Member.CONTRIBUTIONS, Member.AVERAGE_WEIGHTS, Member.MAXIMUM);
  }
}
