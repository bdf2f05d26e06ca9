package attention.recurrent;

import static attention.recurrent.Model.EVERYTHING;
import static attention.recurrent.Model.KERNEL;
import static attention.recurrent.Model.bahdanau;
import static attention.recurrent.Model.luong;
import static attention.recurrent.Model.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.FloatMatrix;
import attention.stage.Projection;
import attention.trace.Formula;
import attention.trace.Member;
import attention.trace.Predictions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A step read out as scores of a vocabulary of three. */
class ReadoutTests {

  private static final FloatMatrix WEIGHTS =
      FloatMatrix.of(4, 3, 1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12);

  private static final Readout<FloatMatrix> READOUT =
      new Readout<>(map(WEIGHTS), List.of("a", "b", "c"));

  private static Readout<FloatMatrix> of(float... bias) {
    FloatMatrix row = FloatMatrix.of(1, bias.length, bias);
    FloatMatrix zeros = FloatMatrix.zeros(4, bias.length);
    return new Readout<>(new Projection<>(KERNEL, zeros, row), null);
  }

  private static double[] logits(double[] r, FloatMatrix weights) {
    double[] logits = new double[weights.columns()];
    for (int k = 0; k < logits.length; k++) {
      for (int i = 0; i < r.length; i++) {
        logits[k] += r[i] * weights.at(i, k);
      }
    }
    return logits;
  }

  @Test
  void stateAndContextAreReadOut() {
    Steps steps = bahdanau().readBy(READOUT).steps();
    for (int t = 0; t < 2; t++) {
      double[] state = steps.at(Member.STATE, t);
      double[] context = steps.at(Member.CONTEXT, t);
      double[] r = {state[0], state[1], context[0], context[1]};
      assertThat(steps.at(Member.LOGITS, t)).containsExactly(logits(r, WEIGHTS), within(1e-5));
    }
    assertThat(steps.predictions(0).inputIndices()).isNull();
  }

  @Test
  void anAttentionalVectorIsReadOutInstead() {
    Combine<FloatMatrix> combine = new Combine<>(map(FloatMatrix.of(4, 1, 1, -2, 3, -4)), false);
    FloatMatrix weights = FloatMatrix.of(1, 3, 1, -2, 3);
    Steps steps = luong(combine).readBy(new Readout<>(map(weights), null)).steps();
    double[] expected = logits(steps.at(Member.ATTENTIONAL, 1), weights);
    assertThat(steps.at(Member.LOGITS, 1)).containsExactly(expected, within(1e-6));
    assertThat(steps.predictions(1).tokens()).isNull();
  }

  @Test
  void thePredictionIsTheLargestLogitAndHasItsName() {
    Steps steps = bahdanau().readBy(READOUT).steps();
    for (int t = 0; t < 2; t++) {
      double[] logits = steps.at(Member.LOGITS, t);
      int largest = steps.predicted().get(t);
      assertThat(logits[largest]).isGreaterThanOrEqualTo(Math.max(logits[0], logits[1]));
      assertThat(logits[largest]).isGreaterThanOrEqualTo(logits[2]);
      assertThat(steps.token(t)).isEqualTo(List.of("a", "b", "c").get(largest));
    }
  }

  @Test
  void ofEqualLogitsTheFirstIsPredicted() {
    assertThat(bahdanau().readBy(of(1, 2, 2, 0)).steps().predicted()).containsExactly(1, 1);
    assertThat(bahdanau().readBy(of(3, 3)).steps().predicted()).containsExactly(0, 0);
    assertThat(bahdanau().readBy(of(-3, -2, -1)).steps().predicted()).containsExactly(2, 2);
  }

  @Test
  void onlyWhatIsAskedForIsReadOut() {
    Model model = bahdanau().readBy(READOUT);
    Steps state = model.asking(EnumSet.of(Member.STATE)).steps();
    assertThat(state.members(0)).containsExactly(Member.STATE);
    assertThat(state.predictions(0)).isEqualTo(new Predictions(null, null, null));
    Steps tokens = model.asking(EnumSet.of(Member.PREDICTED_TOKEN)).steps();
    assertThat(tokens.members(0)).isEmpty();
    assertThat(tokens.predictions(0).indices()).isNull();
    assertThat(tokens.token(0)).isEqualTo(model.steps().token(0));
    Set<Member> logits = EnumSet.of(Member.LOGITS);
    assertThat(model.asking(logits).steps().members(0)).containsExactly(Member.LOGITS);
  }

  @Test
  void logitsOutOfTheRangeAreReportedAndPredictNothing() {
    Readout<FloatMatrix> overflowing =
        new Readout<>(of(1, Float.POSITIVE_INFINITY).map(), List.of("a", "b"));
    Model model = bahdanau().readBy(overflowing);
    Steps steps = model.asking(EVERYTHING).steps();
    assertThat(steps.warned(0)).containsExactly(Member.LOGITS);
    assertThat(steps.predicted()).containsExactly(Predictions.NONE, Predictions.NONE);
    assertThat(steps.token(0)).isNull();
  }

  @Test
  void logitsThatAreNotReadOutAreNotReported() {
    Model model = bahdanau().readBy(of(Float.POSITIVE_INFINITY));
    assertThat(model.asking(EnumSet.of(Member.STATE)).steps().warned(0)).isEmpty();
  }

  @Test
  void theFormulasNameWhatIsReadOut() {
    assertThat(bahdanau().readBy(READOUT).steps().preamble().stages())
        .extracting(Formula::latex)
        .endsWith("l_t = [s_t ; z_t] W_l", "p_t = \\arg\\max_k l_{tk}");
    Combine<FloatMatrix> combine = new Combine<>(map(FloatMatrix.zeros(4, 4)), false);
    assertThat(luong(combine).readBy(of(1, 2)).steps().preamble().stages())
        .extracting(Formula::latex)
        .contains("l_t = \\tilde{h}_t W_l + b_l");
  }
}
