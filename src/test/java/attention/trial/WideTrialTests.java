package attention.trial;

import static org.assertj.core.api.Assertions.assertThat;

import attention.definition.Columns;
import attention.definition.Definition;
import attention.definition.Masking;
import attention.definition.Mixing;
import attention.definition.Part;
import attention.definition.Scale;
import attention.mistake.MistakenNormalizers;
import attention.mistake.Situation;
import attention.mistake.SmallAttention;
import attention.mistake.WideNormalizers;
import attention.mistake.WideNormalizers.Extent;
import attention.mistake.WideNormalizers.Over;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sums and single rows say of mistakes that need every row. */
class WideTrialTests {

  private static final Definition RIGHT = SmallAttention.definition(Mechanism.MULTI_HEAD);

  private static boolean canExplain(Member stage, Definition posted, Definition mistaken) {
    Situation situation = SmallAttention.posted(RIGHT, stage, posted);
    return new WideTrial(situation, 4).canExplain(situation.right().computation().child(mistaken));
  }

  static Stream<Definition> mistakes() {
    return Stream.of(
            RIGHT.with(Part.NORMALIZER, WideNormalizers.OVER_QUERIES),
            RIGHT.with(Part.NORMALIZER, new Over(Extent.HEAD)),
            RIGHT.with(Part.NORMALIZER, new Over(Extent.ALL_HEADS)),
            RIGHT.with(Part.MIXING, Mixing.TRANSPOSED))
        .flatMap(it -> Stream.of(it, it.with(Part.SCALE, new Scale.Late(Scale.ByWidth.ROOT))));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeCanExplainItsOwnContexts(Definition mistaken) {
    assertThat(canExplain(Member.CONTEXT, mistaken, mistaken)).isTrue();
    assertThat(canExplain(Member.CONCATENATED, mistaken, mistaken)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void itCannotExplainContextsOfOtherValues(Definition mistaken) {
    Definition other = RIGHT.with(Part.VALUES, RIGHT.get(Part.QUERIES));
    assertThat(canExplain(Member.CONTEXT, other, mistaken)).isFalse();
    assertThat(canExplain(Member.CONCATENATED, other, mistaken)).isFalse();
  }

  /** Columns where weights are transposed, and rows that a view merges. */
  static Stream<Definition> overEverything() {
    Definition over = RIGHT.with(Part.NORMALIZER, new Over(Extent.HEAD));
    return Stream.of(
        over.with(Part.MIXING, Mixing.TRANSPOSED), over.with(Part.MERGE, Columns.VIEW));
  }

  @ParameterizedTest
  @MethodSource("overEverything")
  void aSoftmaxOverEverythingMixesRows(Definition mistaken) {
    assertThat(canExplain(Member.CONCATENATED, mistaken, mistaken)).isTrue();
    assertThat(canExplain(Member.CONCATENATED, RIGHT, mistaken)).isFalse();
  }

  @Test
  void weightsThatAddUpToOneInEachRowAreNotOverColumnsOrEverything() {
    Definition columns = RIGHT.with(Part.NORMALIZER, WideNormalizers.OVER_QUERIES);
    Definition all = RIGHT.with(Part.NORMALIZER, new Over(Extent.ALL_HEADS));
    assertThat(canExplain(Member.WEIGHTS, columns, columns)).isTrue();
    assertThat(canExplain(Member.WEIGHTS, RIGHT, columns)).isFalse();
    assertThat(canExplain(Member.WEIGHTS, all, all)).isTrue();
    assertThat(canExplain(Member.WEIGHTS, RIGHT, all)).isFalse();
  }

  @Test
  void sumsOfMaskedWeightsAreNotKnown() {
    Definition masked = RIGHT.with(Part.MASKING, Masking.Plain.AFTER_SOFTMAX);
    RowSums sums = new RowSums(SmallAttention.posted(RIGHT, Member.CONTEXT, RIGHT));
    assertThat(sums.of(masked)).isNull();
    assertThat(sums.of(RIGHT.with(Part.SINKS, new double[2]))).isNull();
    assertThat(sums.of(RIGHT.with(Part.NORMALIZER, MistakenNormalizers.RELU))).isNull();
    assertThat(sums.of(RIGHT)).containsOnly(1).hasSize(SmallAttention.N);
    assertThat(sums.of(RIGHT.with(Part.MASKING, Masking.Plain.LEFT_OUT))).containsOnly(1);
  }
}
