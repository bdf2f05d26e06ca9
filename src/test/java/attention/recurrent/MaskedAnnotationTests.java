package attention.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.FloatMatrix;
import attention.matrix.Matrix;
import attention.mechanism.Pipeline;
import attention.recurrent.Alignment.Scoring;
import attention.stage.DotProduct;
import attention.stage.Mask;
import attention.stage.Masking;
import attention.stage.Normalization;
import attention.trace.Labels;
import attention.trace.Member;
import attention.trace.Rows;
import attention.trace.Selection;
import attention.trace.Trace;
import attention.trace.Warning;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An annotation that left the range of its dtype harms only steps that may attend to it. */
class MaskedAnnotationTests {

  private static final Kernel<FloatMatrix> KERNEL = Kernels.scalar().float32();

  /** The second input takes its annotation, and all annotations after it, out of the range. */
  private static final FloatMatrix INPUTS = FloatMatrix.of(3, 2, 0.5f, 0.25f, 3e38f, 3e38f, 1, 2);

  private static final FloatMatrix STEPS = FloatMatrix.of(2, 1, 1, -0.5f);
  private static final FloatMatrix INITIAL = FloatMatrix.of(1, 2, 0.5f, 0.25f);
  private static final FloatMatrix RECURRENT = FloatMatrix.of(2, 2, 0.3f, 0.2f, -0.4f, 0.6f);
  private static final Cell<FloatMatrix> WRITER =
      tanh(FloatMatrix.of(3, 2, 0.3f, -0.2f, 0.5f, 0.4f, 0.8f, 0.1f));

  private static Cell<FloatMatrix> tanh(FloatMatrix input) {
    return new TanhCell<>(KERNEL, input, RECURRENT, null);
  }

  private static List<Rows> steps(
      FloatMatrix inputs, @Nullable Function<FloatMatrix, Pipeline<FloatMatrix>> attention) {
    Cell<FloatMatrix> amplifier = tanh(FloatMatrix.of(2, 2, 3, -3, -3, 3));
    Trace model =
        Steps.trace(
            new EncoderDecoder<>(
                new Encoder<>(KERNEL, amplifier, null),
                inputs,
                new Decoder<>(WRITER, STEPS, INITIAL),
                new Alignment<>(
                    Normalization.SOFTMAX, attention == null ? null : new Scoring<>(attention)),
                new Selection(null, new Labels(null, null), EnumSet.allOf(Member.class), Map.of()),
                Map.of()));
    List<Rows> steps = new ArrayList<>();
    for (int step = 0; step < model.blockCount(); step++) {
      steps.add(model.block(step));
    }
    return steps;
  }

  private static Function<FloatMatrix, Pipeline<FloatMatrix>> attendingTo(boolean... keys) {
    Mask mask = new Mask(false, 0, null, keys, null);
    return annotations ->
        new Pipeline<>(
            KERNEL,
            List.of(new DotProduct<>(KERNEL, annotations), new Masking<>(KERNEL, mask)),
            Normalization.SOFTMAX);
  }

  private static List<Double> at(Rows step, Member member) {
    Matrix<?> stage = Objects.requireNonNull(step.stages().values().get(member));
    List<Double> numbers = new ArrayList<>();
    for (int column = 0; column < stage.columns(); column++) {
      numbers.add(stage.at(0, column));
    }
    return numbers;
  }

  private static List<Warning> warnings(Rows step) {
    return step.stages().warnings().getFirst();
  }

  @Test
  void aMaskedAnnotationIsAsIfItWereNotThere() {
    List<Rows> masked = steps(INPUTS, attendingTo(true, false, false));
    List<Rows> alone = steps(INPUTS.rows(0, 1), attendingTo(true));
    for (int step = 0; step < 2; step++) {
      assertThat(warnings(masked.get(step))).isEmpty();
      assertThat(at(masked.get(step), Member.WEIGHTS)).containsExactly(1.0, 0.0, 0.0);
      for (Member member : List.of(Member.CONTEXT, Member.STATE)) {
        assertThat(at(masked.get(step), member)).isEqualTo(at(alone.get(step), member));
      }
    }
  }

  @Test
  void theFirstAnnotationThatMayBeAttendedToIsReported() {
    Rows first = steps(INPUTS, attendingTo(true, false, true)).getFirst();
    assertThat(warnings(first).getFirst().detail()).contains("annotations[2][0]");
    assertThat(at(first, Member.WEIGHTS)).containsOnly(Double.NaN);
  }

  @Test
  void withoutAttentionTheFirstOfAllAnnotationsIsReported() {
    assertThat(warnings(steps(INPUTS, null).getFirst()).getFirst().detail())
        .contains("annotations[1][0]");
  }
}
