package attention.trial;

import static org.assertj.core.api.Assertions.assertThat;

import attention.definition.Columns;
import attention.definition.Definition;
import attention.definition.EmptyRows;
import attention.definition.Masking;
import attention.definition.Mixing;
import attention.definition.Part;
import attention.definition.Step;
import attention.mistake.MistakenNormalizers;
import attention.mistake.Situation;
import attention.mistake.SmallAttention;
import attention.mistake.WideNormalizers;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rows with few keys say of mistakes. */
class FewKeysTrialTests {

  private static final Definition RIGHT = SmallAttention.definition(Mechanism.SCALED_DOT_PRODUCT);
  private static final Definition HEADS = SmallAttention.definition(Mechanism.MULTI_HEAD);
  private static final Definition OTHER_VALUES = RIGHT.with(Part.VALUES, RIGHT.get(Part.QUERIES));

  private static boolean canExplain(Definition posted, Definition mistaken) {
    Situation situation = SmallAttention.posted(RIGHT, Member.CONTEXT, posted);
    FewKeysTrial trial = new FewKeysTrial(situation);
    boolean first = trial.canExplain(situation.right().computation(), mistaken);
    assertThat(trial.canExplain(situation.right().computation(), mistaken)).isEqualTo(first);
    return first;
  }

  static Stream<Definition> mistakes() {
    return Stream.of(
        RIGHT,
        RIGHT.with(Part.KEYS, RIGHT.get(Part.QUERIES)),
        RIGHT.with(Part.MASKING, Masking.Plain.AFTER_SOFTMAX),
        RIGHT.with(Part.NORMALIZER, MistakenNormalizers.RELU),
        RIGHT.with(Part.NORMALIZER, WideNormalizers.OVER_QUERIES),
        RIGHT.with(Part.MIXING, Mixing.TRANSPOSED),
        OTHER_VALUES);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeCanExplainItsOwnNumbers(Definition mistaken) {
    assertThat(canExplain(mistaken, mistaken)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void itCannotExplainRowsOfOtherValues(Definition mistaken) {
    Definition posted = mistaken == OTHER_VALUES ? RIGHT : OTHER_VALUES;
    assertThat(canExplain(posted, mistaken)).isFalse();
  }

  @Test
  void nothingIsSaidWhereForbiddenKeysCanHaveAWeight() {
    EmptyRows.Rule uniform = query -> EmptyRows.UNIFORM;
    assertThat(
            List.of(
                RIGHT.with(Part.MASKING, Masking.Plain.LEFT_OUT),
                RIGHT.with(Part.STEPS, List.of(Step.MASK, Step.SCALE)),
                RIGHT.with(Part.STEPS, List.of()),
                RIGHT.with(Part.NORMALIZER, (scores, head, query) -> new double[6]),
                RIGHT.with(Part.EMPTY_ROWS, uniform)))
        .allMatch(mistaken -> canExplain(OTHER_VALUES, mistaken));
  }

  @Test
  void nothingIsSaidOfWeights() {
    Situation situation = SmallAttention.posted(RIGHT, Member.WEIGHTS, OTHER_VALUES);
    assertThat(new FewKeysTrial(situation).canExplain(situation.right().computation(), RIGHT))
        .isTrue();
  }

  @Test
  void contextsThatAreMergedByAViewAreMixedRowByRow() {
    Definition merged = HEADS.with(Part.MERGE, Columns.VIEW);
    Situation own = SmallAttention.posted(HEADS, Member.CONCATENATED, merged);
    Situation other = SmallAttention.posted(HEADS, Member.CONCATENATED, HEADS);
    assertThat(new FewKeysTrial(own).canExplain(own.right().computation(), merged)).isTrue();
    assertThat(new FewKeysTrial(other).canExplain(other.right().computation(), merged)).isFalse();
  }
}
