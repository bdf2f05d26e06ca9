package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.check.Explanation.Cause;
import attention.definition.Arithmetic;
import attention.definition.Definition;
import attention.definition.NaturalView;
import attention.definition.Part;
import attention.mistake.Given;
import attention.mistake.Situation;
import attention.mistake.SmallAttention;
import attention.mistake.Tolerance;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In which arithmetic contexts agree. */
class LowerPrecisionTests {

  private static final Definition RIGHT =
      SmallAttention.definition(Mechanism.SCALED_DOT_PRODUCT)
          .with(Part.ARITHMETIC, Arithmetic.FLOAT32);

  private static Definition in(Arithmetic arithmetic) {
    return RIGHT.with(Part.ARITHMETIC, arithmetic);
  }

  private static NaturalView view(Arithmetic arithmetic) {
    return new NaturalView(SmallAttention.computation(in(arithmetic)));
  }

  /** What is found for contexts of a definition, all of them multiplied by a factor. */
  private static @Nullable Arithmetic found(Definition posted, double factor) {
    Situation situation = SmallAttention.posted(RIGHT, Member.CONTEXT, posted);
    Given exact = situation.given().getFirst();
    double[] numbers = exact.numbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= factor;
    }
    return found(
        situation.right(),
        new Given(Member.CONTEXT, exact.shape(), numbers, new Tolerance(1e-6, 1e-6), 0));
  }

  private static @Nullable Arithmetic found(NaturalView right, Given given) {
    return search(right, given).find();
  }

  private static LowerPrecision search(NaturalView right, Given given) {
    int width = right.width(Member.CONTEXT);
    StageComparison comparison =
        new StageComparison(given, given.shape(), right.shape(Member.CONTEXT), width);
    for (int row = 0; row < right.rows(Member.CONTEXT); row++) {
      comparison.add(row, right.row(Member.CONTEXT, row));
    }
    return new LowerPrecision(List.of(comparison), right, LowerPrecisionTests::view);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void numbersOfAnArithmeticAgreeInIt(Arithmetic arithmetic) {
    assertThat(found(in(arithmetic), 1)).isEqualTo(arithmetic);
  }

  /** TF32 rounds operands only, so that its numbers are those of no shorter format. */
  @Test
  void numbersThatAreNotRoundedAgreeInTf32First() {
    assertThat(found(in(Arithmetic.TF32), 1)).isEqualTo(Arithmetic.TF32);
    assertThat(found(RIGHT, 1 + 0x1p-11)).isEqualTo(Arithmetic.TF32);
  }

  @Test
  void numbersThatAreFartherAgreeInBfloat16OrNowhere() {
    assertThat(found(RIGHT, 1 + 0x1p-8)).isEqualTo(Arithmetic.BFLOAT16);
    assertThat(found(RIGHT, 1.25)).isNull();
    assertThat(found(RIGHT.with(Part.KEYS, RIGHT.get(Part.QUERIES)), 1)).isNull();
  }

  @Test
  void oneNumberThatIsFarAwayIsEnough() {
    Situation situation = SmallAttention.posted(RIGHT, Member.CONTEXT, in(Arithmetic.BFLOAT16));
    Given given = situation.given().getFirst();
    given.numbers()[17] += 1;
    assertThat(found(situation.right(), given)).isNull();
  }

  @Test
  void neitherAnotherShapeNorInfinityAgrees() {
    Situation situation = SmallAttention.posted(RIGHT, Member.CONTEXT, in(Arithmetic.BFLOAT16));
    Given given = situation.given().getFirst();
    double[] fewer = new double[6];
    Given other = new Given(Member.CONTEXT, new int[] {6, 1}, fewer, given.tolerance(), 0);
    assertThat(found(situation.right(), other)).isNull();
    given.numbers()[0] = Double.POSITIVE_INFINITY;
    assertThat(found(situation.right(), given)).isNull();
  }

  private static Cause cause(Arithmetic posted, Arithmetic named) {
    Situation situation = SmallAttention.posted(RIGHT, Member.CONTEXT, in(posted));
    return search(situation.right(), situation.given().getFirst())
        .explanation(named)
        .causes()
        .getFirst();
  }

  @Test
  void theAdviceIsToUseTheArithmeticOrNot() {
    assertThat(cause(Arithmetic.TF32, Arithmetic.TF32))
        .satisfies(cause -> assertThat(cause.code()).isEqualTo("tf32-arithmetic"))
        .satisfies(cause -> assertThat(cause.detail()).contains("switch TF32 off"));
    assertThat(cause(Arithmetic.FLOAT16, Arithmetic.FLOAT16))
        .satisfies(cause -> assertThat(cause.code()).isEqualTo("float16-arithmetic"))
        .satisfies(cause -> assertThat(cause.detail()).endsWith("or compute in float32."));
  }

  @Test
  void numbersOfNoShorterFormatMayHaveAnotherMistake() {
    assertThat(cause(Arithmetic.FLOAT32, Arithmetic.BFLOAT16).detail())
        .contains("They are not bfloat16 numbers themselves", "look for a mistake");
    assertThat(cause(Arithmetic.FLOAT32, Arithmetic.TF32).detail())
        .contains("If you do not compute on a GPU");
  }
}
