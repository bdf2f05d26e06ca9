package attention.mechanism;

import static attention.trace.Member.KEYS;
import static attention.trace.Member.NORMALIZED_KEYS;
import static attention.trace.Member.NORMALIZED_QUERY;
import static attention.trace.Member.QUERY;
import static attention.trace.Member.ROTATED_KEYS;
import static attention.trace.Member.ROTATED_QUERY;
import static attention.trace.Member.SCORES;
import static attention.trace.Member.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.Dtype;
import attention.stage.HeadLayout;
import attention.stage.Mask;
import attention.stage.Pairing;
import attention.stage.Rotation;
import attention.stage.VectorNorm;
import attention.trace.Formula;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Warning;
import attention.trace.Warning.Code;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps between projection and score function: their order, their results, their warnings. */
class PreparationTests {

  private static final double[][] X = Plan.drawn(11, 7, 8);

  private static final Preparing.Norm NORM =
      Preparing.norm(VectorNorm.LAYER).query(new double[] {1, 2, 3, 4}, null);

  private static final Preparing ROTARY = Preparing.rotary(Rotation.of(Pairing.HALVES, 10, 4));

  private static final Transformer.Weights KEY = Transformer.weights(Plan.drawn(12, 8, 4));

  private static Transformer layer() {
    return Transformer.over(X, 2, 1).key(KEY).value(KEY);
  }

  @Test
  void scoresCompareWhatTheLastStepGave() {
    Result result = layer().preparing(NORM, ROTARY).computed();
    for (int head = 0; head < 2; head++) {
      double[] query = result.at(ROTATED_QUERY, 4, head);
      for (int j = 0; j < X.length; j++) {
        double[] key = result.row(ROTATED_KEYS, j);
        double product = IntStream.range(0, 4).mapToDouble(k -> query[k] * key[k]).sum();
        assertThat(result.at(SCORES, 4, head)[j]).isCloseTo(product, within(1e-13));
      }
    }
  }

  @Test
  void eachStepStartsFromTheOneBeforeIt() {
    Result before = layer().preparing(NORM, ROTARY).computed();
    Result after = layer().preparing(ROTARY, NORM).computed();
    Result norm = layer().preparing(NORM).computed();
    Result rotary = layer().preparing(ROTARY).computed();
    assertThat(before.at(NORMALIZED_QUERY, 4, 1)).isEqualTo(norm.at(NORMALIZED_QUERY, 4, 1));
    assertThat(after.at(ROTATED_QUERY, 4, 1)).isEqualTo(rotary.at(ROTATED_QUERY, 4, 1));
    assertThat(before.at(ROTATED_QUERY, 4, 1)).isNotEqualTo(rotary.at(ROTATED_QUERY, 4, 1));
    assertThat(after.row(NORMALIZED_KEYS, 4)).isNotEqualTo(norm.row(NORMALIZED_KEYS, 4));
    assertThat(before.at(QUERY, 4, 1)).isEqualTo(Arrays.copyOfRange(X[4], 4, 8));
    assertThat(stages(before))
        .containsSubsequence(
            KEYS, NORMALIZED_QUERY, NORMALIZED_KEYS, ROTATED_QUERY, ROTATED_KEYS, SCORES);
    assertThat(stages(after))
        .containsSubsequence(
            KEYS, ROTATED_QUERY, ROTATED_KEYS, NORMALIZED_QUERY, NORMALIZED_KEYS, SCORES);
  }

  private static List<Member> stages(Result result) {
    return result.preamble().stages().stream().map(Formula::member).toList();
  }

  @Test
  void withoutStepsNothingIsAdded() {
    Result result = layer().computed();
    assertThat(stages(result)).doesNotContain(NORMALIZED_QUERY, NORMALIZED_KEYS, ROTATED_QUERY);
    assertThat(result.members(0)).doesNotContain(NORMALIZED_QUERY, ROTATED_QUERY);
    assertThat(result.preamble().parameters()).containsOnlyKeys("keys", "values");
  }

  @Test
  void aRowHoldsTheStagesThatAreWantedInTheOrderOfTheMembers() {
    Result all = layer().preparing(ROTARY, NORM).computed();
    assertThat(all.members(1)).startsWith(QUERY, NORMALIZED_QUERY, ROTATED_QUERY, SCORES);
    assertThat(all.preamble().parameters().keySet())
        .containsExactly("keys", "normalizedKeys", "rotatedKeys", "values");
    for (Member member : List.of(QUERY, NORMALIZED_QUERY, ROTATED_QUERY)) {
      Result one = layer().preparing(NORM, ROTARY).wanting(EnumSet.of(member)).computed();
      assertThat(one.members(0)).containsExactly(member);
      assertThat(one.preamble().parameters()).isEmpty();
    }
    for (Member member : List.of(KEYS, NORMALIZED_KEYS, ROTATED_KEYS)) {
      Result one = layer().preparing(NORM, ROTARY).wanting(EnumSet.of(member)).computed();
      assertThat(one.members(0)).isEmpty();
      assertThat(one.preamble().parameters()).containsOnlyKeys(member.toString());
    }
  }

  @Test
  void theWeightsAreTheSameWhicheverStagesAreWanted() {
    double[] all = layer().preparing(NORM, ROTARY).computed().at(WEIGHTS, 6, 1);
    Set<Member> few = EnumSet.of(WEIGHTS);
    assertThat(layer().preparing(NORM, ROTARY).wanting(few).computed().at(WEIGHTS, 6, 1))
        .isEqualTo(all);
  }

  @Test
  void keysThatAreNotProjectedAreNotReturnedButWhatBecomesOfThemIs() {
    Result result = Transformer.over(X, 2, 2).preparing(NORM, ROTARY).computed();
    assertThat(result.preamble().parameters().keySet())
        .containsExactly("normalizedKeys", "rotatedKeys");
  }

  @Test
  void valuesAreLeftAloneWhereTheyAreTheKeys() {
    Result result = Transformer.over(X, 2, 2).preparing(ROTARY).queries(3).computed();
    double[] weights = result.at(WEIGHTS, 0, 0);
    double context = IntStream.range(0, X.length).mapToDouble(j -> weights[j] * X[j][0]).sum();
    assertThat(result.at(Member.CONTEXT, 0, 0)[0]).isCloseTo(context, within(1e-13));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT16", "BFLOAT16"})
  void theFirstStageThatLeavesTheRangeIsNamed(Dtype dtype) {
    double[][] x = {{1, 1}, {1, -1}};
    double large = dtype.largest();
    double[] half = {large / 2, large / 2};
    double[] gain = {large, large};
    double[] beyond = {0, large};
    Preparing turn = Preparing.rotary(new Rotation(Pairing.HALVES, new double[] {Math.PI / 4}));
    Transformer layer = Transformer.over(x, 1, 1).in(dtype);
    Preparing.Norm norm = Preparing.norm(VectorNorm.RMS);

    Result ofQuery = layer.preparing(norm.query(gain, beyond)).computed();
    assertThat(ofQuery.warned(0, 0, Code.OVERFLOW, NORMALIZED_QUERY))
        .contains("normalizedQuery[1]", dtype.text(large));
    Result ofKeys = layer.preparing(norm.key(gain, beyond)).computed();
    assertThat(ofKeys.warned(1, 0, Code.OVERFLOW, NORMALIZED_KEYS))
        .contains("normalizedKeys[0][1]");
    Result turned = layer.preparing(norm.key(gain, null), turn).computed();
    assertThat(turned.warned(0, 0, Code.OVERFLOW, ROTATED_KEYS)).contains("rotatedKeys[1][0]");
    Result queries = layer.preparing(norm.query(gain, null), turn).computed();
    queries.warned(1, 0, Code.OVERFLOW, ROTATED_QUERY);
    assertThat(queries.warnings(0, 0)).extracting(Warning::stage).containsExactly(SCORES);
    Result inside =
        layer.preparing(norm.query(half, null).key(new double[] {0, 0}, null), turn).computed();
    assertThat(inside.warnings(1, 0)).isEmpty();
  }

  @Test
  void aKeyThatLeftTheRangeInTheProjectionIsNamedThere() {
    double[][] x = {{1}, {3e38}};
    Result result =
        Transformer.over(x, 1, 1)
            .in(Dtype.FLOAT32)
            .key(Transformer.weights(new double[] {10}))
            .value(Transformer.weights(new double[] {1}))
            .preparing(Preparing.norm(VectorNorm.RMS))
            .computed();
    assertThat(result.warned(0, 0, Code.OVERFLOW, KEYS)).contains("keys[1][0]");
    assertThat(result.row(NORMALIZED_KEYS, 1)).containsExactly(Double.NaN);
    assertThat(result.row(NORMALIZED_KEYS, 0)).containsExactly(1);
  }

  @Test
  void aMaskedKeyThatLeftTheRangeRaisesNoWarning() {
    double[][] x = {{1}, {3e38}};
    Result result =
        Transformer.over(x, 1, 1)
            .in(Dtype.FLOAT32)
            .key(Transformer.weights(new double[] {10}))
            .value(Transformer.weights(new double[] {1}))
            .mask(new Mask(false, 0, null, new boolean[] {true, false}, null))
            .preparing(Preparing.norm(VectorNorm.RMS))
            .computed();
    assertThat(result.warnings(0, 0)).isEmpty();
    assertThat(result.at(WEIGHTS, 0, 0)).containsExactly(1, 0);
  }

  @Test
  void stepsAreCountedInTheSizesOfAnAnswer() {
    AttentionSizes plain = sizes(0);
    AttentionSizes prepared = sizes(2);
    long outside = 5L * 2 * Integer.BYTES;
    assertThat(prepared.sharedBytes() - plain.sharedBytes())
        .isEqualTo(5L * 4 * 2 * Float.BYTES + outside);
    assertThat(prepared.blockBytes() - plain.blockBytes()).isEqualTo(10L * 8 * 2 * Float.BYTES);
    assertThat(prepared.blockRows()).isEqualTo(plain.blockRows());
  }

  /** Ten queries over five keys, in two heads over one. */
  private static AttentionSizes sizes(int preparations) {
    return new AttentionSizes(
        Dtype.FLOAT16,
        10,
        5,
        new HeadLayout(2, 1),
        Widths.given(8, 4, 4),
        preparations,
        3,
        WorkingMemory.NONE,
        Set.of());
  }

  @Test
  void onlyMechanismsWithProjectionsHaveThem() {
    for (Mechanism mechanism : Mechanism.values()) {
      boolean prepares =
          mechanism == Mechanism.SCALED_DOT_PRODUCT || mechanism == Mechanism.MULTI_HEAD;
      assertThat(mechanism.rowMembers().contains(NORMALIZED_QUERY)).isEqualTo(prepares);
      assertThat(mechanism.rowMembers().contains(ROTATED_QUERY)).isEqualTo(prepares);
      assertThat(mechanism.members()).contains(NORMALIZED_KEYS, ROTATED_KEYS);
    }
  }
}
