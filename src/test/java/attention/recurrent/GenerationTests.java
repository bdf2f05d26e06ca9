package attention.recurrent;

import static attention.recurrent.Model.bahdanau;
import static attention.recurrent.Model.luong;
import static attention.recurrent.Model.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import attention.matrix.FloatMatrix;
import attention.stage.Projection;
import attention.trace.Formula;
import attention.trace.Labels;
import attention.trace.Member;
import attention.trace.Predictions;
import attention.trace.Selection;
import attention.trace.Trace;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A decoder fed by its own predictions, in a vocabulary of four that it walks through in order. */
class GenerationTests {

  private static final List<String> LETTERS = List.of("a", "b", "c", "d");

  /** Two bits of a letter, and half of one bit of the letter that follows it. */
  private static final FloatMatrix EMBEDDINGS = FloatMatrix.of(4, 1, -3, -1, 1, 3);

  /** The state is tanh(y) and tanh(2y), whatever it was before. */
  private static final Cell<FloatMatrix> ECHO =
      new TanhCell<>(
          Model.KERNEL, FloatMatrix.of(3, 2, 1, 2, 0, 0, 0, 0), FloatMatrix.zeros(2, 2), null);

  /** Each letter predicts the next one, and the last the first. */
  private static Readout<FloatMatrix> successor(@Nullable List<String> tokens) {
    FloatMatrix weights = FloatMatrix.zeros(4, 4);
    double[] states = new double[8];
    for (int k = 0; k < 4; k++) {
      double y = EMBEDDINGS.at(k, 0);
      states[2 * k] = Math.tanh(y);
      states[2 * k + 1] = Math.tanh(2 * y);
    }
    // Nearest neighbour in one dimension: the logit of k + 1 is s·c − c²/2 for c = tanh(y_k).
    double[] rows = new double[16];
    double[] bias = new double[4];
    for (int k = 0; k < 4; k++) {
      int next = (k + 1) % 4;
      rows[next] = 10 * states[2 * k];
      bias[next] = -5 * states[2 * k] * states[2 * k];
    }
    weights.write(0, rows, 16);
    FloatMatrix offset = FloatMatrix.zeros(1, 4);
    offset.write(0, bias, 4);
    return new Readout<>(new Projection<>(Model.KERNEL, weights, offset), tokens);
  }

  private static Model model(int start, @Nullable Integer end, int steps) {
    return bahdanau()
        .with(new Decoder<>(ECHO, Model.STEPS, null))
        .generating(new Generation<>(EMBEDDINGS, start, end, steps), successor(LETTERS));
  }

  @Test
  void everyStepReadsThePredictionOfTheOneBefore() {
    Steps steps = model(0, null, 6).steps();
    assertThat(steps.read()).containsExactly(0, 1, 2, 3, 0, 1);
    assertThat(steps.predicted()).containsExactly(1, 2, 3, 0, 1, 2);
    assertThat(steps.token(2)).isEqualTo("d");
    assertThat(steps.preamble().shape().queries()).isEqualTo(6);
    assertThat(steps.rows().get(3).indices()).containsExactly(3);
    assertThat(steps.rows().get(3).tokens()).isNull();
  }

  @Test
  void aPredictionOfTheEndIsTheLastRow() {
    Steps steps = model(1, 0, 100).steps();
    assertThat(steps.read()).containsExactly(1, 2, 3);
    assertThat(steps.predicted()).containsExactly(2, 3, 0);
    assertThat(steps.preamble().shape().queries()).isEqualTo(3);
  }

  @Test
  void theStartMayBeTheEndAsLongAsItIsNotPredicted() {
    assertThat(model(2, 2, 100).steps().read()).containsExactly(2, 3, 0, 1);
    assertThat(model(0, 1, 100).steps().read()).containsExactly(0);
  }

  @Test
  void atMostSoManyStepsAreTaken() {
    assertThat(model(0, 3, 3).steps().count()).isEqualTo(3);
    assertThat(model(0, 3, 2).steps().count()).isEqualTo(2);
    assertThat(model(0, null, 1).steps().count()).isOne();
  }

  @Test
  void givenInputsOfTheSameLettersLeadThroughTheSameSteps() {
    Steps generated = model(0, null, 4).steps();
    Model given = bahdanau().with(new Decoder<>(ECHO, EMBEDDINGS, null)).readBy(successor(null));
    Steps steps = Steps.of(unlabelled(given));
    for (int t = 0; t < 4; t++) {
      assertThat(generated.members(t)).isEqualTo(steps.members(t));
      for (Member member : steps.members(t)) {
        assertThat(generated.at(member, t)).isEqualTo(steps.at(member, t));
      }
    }
  }

  private static EncoderDecoder<FloatMatrix> unlabelled(Model model) {
    EncoderDecoder<FloatMatrix> plan = model.plan();
    return new EncoderDecoder<>(
        plan.encoder(),
        plan.inputs(),
        plan.decoder(),
        plan.alignment(),
        new Selection(
            null, new Labels(null, null), plan.selection().members(), plan.selection().drawn()),
        plan.drawn());
  }

  @Test
  void attentionalVectorsAreFedWhileGeneratingToo() {
    Combine<FloatMatrix> combine =
        new Combine<>(map(FloatMatrix.of(4, 2, 1, -2, 3, -4, 5, 6, -7, 8)), true);
    Readout<FloatMatrix> readout =
        new Readout<>(map(FloatMatrix.of(2, 4, 1, -1, 2, -2, 3, 1, -4, 2)), null);
    Model model = luong(combine).generating(new Generation<>(EMBEDDINGS, 0, null, 5), readout);
    Steps steps = model.steps();
    for (int t = 1; t < 5; t++) {
      assertThat(steps.read().get(t)).isEqualTo(steps.predicted().get(t - 1));
    }
    assertThat(steps.predictions(0).tokens()).isNull();
  }

  @Test
  void noPredictionEndsIt() {
    Readout<FloatMatrix> nothing =
        new Readout<>(
            new Projection<>(
                Model.KERNEL, FloatMatrix.zeros(4, 4), FloatMatrix.of(1, 4, Float.NaN, 0, 0, 0)),
            LETTERS);
    Steps steps = bahdanau().generating(new Generation<>(EMBEDDINGS, 2, null, 50), nothing).steps();
    assertThat(steps.read()).containsExactly(2);
    assertThat(steps.predicted()).containsExactly(Predictions.NONE);
    assertThat(steps.token(0)).isNull();
  }

  @Test
  void whatWasReadIsThereEvenIfNothingIsAskedFor() {
    Steps steps = model(1, 0, 100).asking(EnumSet.noneOf(Member.class)).steps();
    assertThat(steps.read()).containsExactly(1, 2, 3);
    assertThat(steps.members(0)).isEmpty();
    assertThat(steps.predictions(0).indices()).isNull();
  }

  @Test
  void untilItWasComputedEveryStepMayBeTaken() {
    Trace trace = Steps.trace(model(1, 0, 100).plan());
    assertThat(trace.rowCount()).isEqualTo(100);
    assertThat(trace.rows(0, 1).count()).isOne();
    assertThat(trace.rowCount()).isEqualTo(3);
  }

  @Test
  void theFormulaOfAPredictionFeedsIt() {
    assertThat(model(0, null, 1).steps().preamble().stages())
        .extracting(Formula::latex)
        .endsWith("p_t = \\arg\\max_k l_{tk},\\ y_{t+1} = E_{p_t}");
  }

  @Test
  void withoutAReadoutThereIsNothingToFeed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Decoder<>(
                ECHO, new Generation<>(EMBEDDINGS, 0, null, 3), new Start.Handed<>(), null, null));
  }
}
