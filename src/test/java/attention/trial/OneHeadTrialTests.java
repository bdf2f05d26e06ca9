package attention.trial;

import static org.assertj.core.api.Assertions.assertThat;

import attention.definition.Affine;
import attention.definition.Arithmetic;
import attention.definition.Columns;
import attention.definition.Definition;
import attention.definition.NaturalView;
import attention.definition.Part;
import attention.definition.Step;
import attention.mistake.Situation;
import attention.mistake.SmallAttention;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first head says of the output of two. */
class OneHeadTrialTests {

  private static final int WIDTH = 12;
  private static final int ROW = 3;
  private static final Definition RIGHT = projected(WIDTH);
  private static final Definition OTHER = RIGHT.with(Part.KEYS, RIGHT.get(Part.QUERIES));

  /** Two heads of six columns, projected to so many. */
  private static Definition projected(int out) {
    Random random = new Random(4);
    double[][] weights =
        IntStream.range(0, WIDTH)
            .mapToObj(i -> random.doubles(out, -1, 1).toArray())
            .toArray(double[][]::new);
    Affine map = new Affine(weights, random.doubles(out, -1, 1).toArray());
    return SmallAttention.definition(Mechanism.MULTI_HEAD).with(Part.OUTPUT_MAP, map);
  }

  private static boolean canExplain(
      Definition right, Member stage, Definition posted, Definition mistaken) {
    Situation situation = SmallAttention.posted(right, stage, posted);
    NaturalView view = new NaturalView(situation.right().computation().child(mistaken));
    return new OneHeadTrial(situation, ROW).canExplain(view, mistaken);
  }

  static Stream<Definition> mistakes() {
    return Stream.of(
        RIGHT,
        OTHER,
        RIGHT.with(Part.STEPS, List.of(Step.MASK)),
        RIGHT.with(Part.VALUES, RIGHT.get(Part.KEYS)));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeCanExplainItsOwnOutput(Definition mistaken) {
    assertThat(canExplain(RIGHT, Member.OUTPUT, mistaken, mistaken)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void itCannotExplainTheOutputOfAnother(Definition mistaken) {
    Definition posted = mistaken == OTHER ? RIGHT : OTHER;
    assertThat(canExplain(RIGHT, Member.OUTPUT, posted, mistaken)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 20})
  void anOutputOfAnotherWidthSaysTheSame(int out) {
    Definition right = projected(out);
    Definition other = right.with(Part.KEYS, right.get(Part.QUERIES));
    assertThat(canExplain(right, Member.OUTPUT, right, right)).isTrue();
    assertThat(canExplain(right, Member.OUTPUT, other, right)).isFalse();
  }

  @Test
  void anOutputThatTheOtherHeadSpansSaysNothing() {
    Definition right = projected(6);
    Definition other = right.with(Part.KEYS, right.get(Part.QUERIES));
    assertThat(canExplain(right, Member.OUTPUT, other, right)).isTrue();
  }

  @Test
  void nothingIsSaidOfOtherStages() {
    assertThat(canExplain(RIGHT, Member.CONCATENATED, OTHER, RIGHT)).isTrue();
    assertThat(canExplain(RIGHT, Member.WEIGHTS, OTHER, RIGHT)).isTrue();
  }

  @Test
  void nothingIsSaidWhereHeadsOrTheirProjectionAreOthers() {
    Affine transposed = RIGHT.get(Part.OUTPUT_MAP).transposed();
    assertThat(
            Stream.of(
                RIGHT.with(Part.OUTPUT_MAP, transposed),
                RIGHT.with(Part.MERGE, Columns.INTERLEAVED),
                RIGHT.with(Part.HEADS, 1).with(Part.KEY_VALUE_HEADS, 1),
                RIGHT.with(Part.ARITHMETIC, Arithmetic.BFLOAT16)))
        .allMatch(mistaken -> canExplain(RIGHT, Member.OUTPUT, OTHER, mistaken));
  }

  @Test
  void nothingIsSaidOfNumbersThatAreNotFinite() {
    Situation situation = SmallAttention.posted(RIGHT, Member.OUTPUT, OTHER);
    situation.given().getLast().numbers()[ROW * WIDTH] = Double.NaN;
    NaturalView view = new NaturalView(situation.right().computation().child(RIGHT));
    assertThat(new OneHeadTrial(situation, ROW).canExplain(view, RIGHT)).isTrue();
  }
}
