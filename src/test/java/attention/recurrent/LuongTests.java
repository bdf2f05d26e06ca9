package attention.recurrent;

import static attention.recurrent.Model.INPUTS;
import static attention.recurrent.Model.KERNEL;
import static attention.recurrent.Model.NARROW_WRITER;
import static attention.recurrent.Model.READER;
import static attention.recurrent.Model.STEPS;
import static attention.recurrent.Model.WRITER;
import static attention.recurrent.Model.luong;
import static attention.recurrent.Model.map;
import static attention.recurrent.Model.tanh;
import static attention.recurrent.Steps.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.FloatMatrix;
import attention.stage.Normalization;
import attention.stage.Projection;
import attention.trace.Formula;
import attention.trace.Member;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Luong's order: the cell takes its step, the new state asks, and both are combined. */
class LuongTests {

  /** From context and state, two wide each, to two. */
  private static final FloatMatrix WEIGHTS =
      FloatMatrix.of(4, 2, 0.5f, -0.25f, 0.75f, 1, -0.5f, 0.25f, 0.1f, -0.3f);

  private static final Combine<FloatMatrix> COMBINE = new Combine<>(map(WEIGHTS), false);
  private static final Combine<FloatMatrix> FEEDING = new Combine<>(map(WEIGHTS), true);

  private static CellState<FloatMatrix> state(double... hidden) {
    FloatMatrix row = FloatMatrix.zeros(1, hidden.length);
    row.write(0, hidden, hidden.length);
    return new CellState<>(row, null);
  }

  private static double[] combined(double[] context, double[] state) {
    double[] sums = new double[2];
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < 2; i++) {
        sums[k] += context[i] * WEIGHTS.at(i, k) + state[i] * WEIGHTS.at(2 + i, k);
      }
      sums[k] = Math.tanh(sums[k]);
    }
    return sums;
  }

  @Test
  void theQueryIsTheStateOfTheStepItself() {
    Steps steps = luong(null).steps();
    FloatMatrix annotations = new Encoder<>(KERNEL, READER, null).encode(INPUTS).annotations();
    CellState<FloatMatrix> state = state(row(annotations, 2));
    for (int t = 0; t < 2; t++) {
      state = NARROW_WRITER.step(STEPS.rows(t, t + 1), state);
      assertThat(steps.at(Member.STATE, t)).isEqualTo(row(state.hidden(), 0));
      assertThat(steps.at(Member.QUERY, t)).isEqualTo(row(state.hidden(), 0));
      assertThat(steps.members(t)).doesNotContain(Member.ATTENTIONAL);
      double score =
          state.hidden().at(0, 0) * annotations.at(1, 0)
              + state.hidden().at(0, 1) * annotations.at(1, 1);
      assertThat(steps.at(Member.SCORES, t)[1]).isCloseTo(score, within(1e-6));
    }
  }

  @Test
  void contextAndStateMakeTheAttentionalVector() {
    Steps steps = luong(COMBINE).steps();
    for (int t = 0; t < 2; t++) {
      double[] expected = combined(steps.at(Member.CONTEXT, t), steps.at(Member.STATE, t));
      assertThat(steps.at(Member.ATTENTIONAL, t)).containsExactly(expected, within(1e-6));
    }
    assertThat(steps.at(Member.STATE, 1)).isEqualTo(luong(null).steps().at(Member.STATE, 1));
  }

  @Test
  void inputFeedingJoinsTheAttentionalVectorOfTheStepBefore() {
    Steps steps = luong(FEEDING).steps();
    FloatMatrix annotations = new Encoder<>(KERNEL, READER, null).encode(INPUTS).annotations();
    FloatMatrix zerosAtFirst = FloatMatrix.of(1, 3, (float) STEPS.at(0, 0), 0, 0);
    CellState<FloatMatrix> first = WRITER.step(zerosAtFirst, state(row(annotations, 2)));
    assertThat(steps.at(Member.STATE, 0)).isEqualTo(row(first.hidden(), 0));
    double[] fed = steps.at(Member.ATTENTIONAL, 0);
    FloatMatrix input =
        FloatMatrix.of(1, 3, (float) STEPS.at(1, 0), (float) fed[0], (float) fed[1]);
    CellState<FloatMatrix> second = WRITER.step(input, first);
    assertThat(steps.at(Member.STATE, 1)).isEqualTo(row(second.hidden(), 0));
  }

  @Test
  void withoutACombinationStateAndContextAreReadOut() {
    Readout<FloatMatrix> readout = new Readout<>(map(WEIGHTS), null);
    Steps steps = luong(null).readBy(readout).steps();
    double[] state = steps.at(Member.STATE, 1);
    double[] context = steps.at(Member.CONTEXT, 1);
    double first = 0;
    for (int i = 0; i < 2; i++) {
      first += state[i] * WEIGHTS.at(i, 0) + context[i] * WEIGHTS.at(2 + i, 0);
    }
    assertThat(steps.at(Member.LOGITS, 1)[0]).isCloseTo(first, within(1e-6));
  }

  @Test
  void withoutAttentionTheLastAnnotationIsCombined() {
    Steps steps = luong(COMBINE).fixed().steps();
    assertThat(steps.members(1))
        .containsExactly(Member.QUERY, Member.CONTEXT, Member.STATE, Member.ATTENTIONAL);
    double[] expected = combined(steps.at(Member.CONTEXT, 1), steps.at(Member.STATE, 1));
    assertThat(steps.at(Member.ATTENTIONAL, 1)).containsExactly(expected, within(1e-6));
  }

  @Test
  void anAttentionalVectorThatIsNotAskedForIsFedAllTheSame() {
    Steps steps = luong(FEEDING).asking(EnumSet.of(Member.STATE)).steps();
    assertThat(steps.members(1)).containsExactly(Member.STATE);
    assertThat(steps.at(Member.STATE, 1)).isEqualTo(luong(FEEDING).steps().at(Member.STATE, 1));
  }

  @Test
  void theStagesAreListedInTheOrderInWhichTheyAreComputed() {
    assertThat(luong(FEEDING).steps().preamble().stages())
        .extracting(Formula::member)
        .containsExactly(
            Member.ANNOTATIONS,
            Member.STATE,
            Member.QUERY,
            Member.SCORES,
            Member.MAXIMUM,
            Member.LOG_SUM_EXP,
            Member.WEIGHTS,
            Member.ENTROPY,
            Member.CONTEXT,
            Member.CONTRIBUTIONS,
            Member.ATTENTIONAL);
    assertThat(luong(FEEDING).fixed().steps().preamble().stages())
        .extracting(Formula::latex)
        .endsWith(
            "s_t = \\tanh([y_t ; \\tilde{h}_{t-1}] W + s_{t-1} U)",
            "q_t = s_t",
            "z_t = h_n",
            "\\tilde{h}_t = \\tanh([z_t ; s_t] W_c)");
    assertThat(luong(COMBINE).steps().preamble().stages())
        .extracting(Formula::latex)
        .contains("s_t = \\tanh(y_t W + s_{t-1} U)");
  }

  @Test
  void theFormulaOfACombinationNamesItsBias() {
    Projection<FloatMatrix> map = new Projection<>(KERNEL, WEIGHTS, FloatMatrix.of(1, 2, 1, 2));
    assertThat(new Combine<>(map, false).formula())
        .isEqualTo("\\tilde{h}_t = \\tanh([z_t ; s_t] W_c + b_c)");
  }

  @Test
  void aStateOutOfTheRangeIsReportedBeforeTheQueryThatItIs() {
    FloatMatrix inputs = FloatMatrix.of(2, 1, 3e38f, 0);
    Cell<FloatMatrix> amplifier = tanh(1, 3, 3);
    Steps steps = luong(null).with(new Decoder<>(amplifier, inputs, null)).steps();
    assertThat(steps.warned(0)).containsExactly(Member.STATE);
    assertThat(steps.warned(1)).containsExactly(Member.STATE);
  }

  @Test
  void anAttentionalVectorOutOfTheRangeIsReportedAndSpoilsTheNextState() {
    Combine<FloatMatrix> amplifier =
        new Combine<>(
            new Projection<>(KERNEL, WEIGHTS, FloatMatrix.of(1, 2, Float.POSITIVE_INFINITY, 0)),
            true);
    Steps steps = luong(amplifier).steps();
    assertThat(steps.warned(0)).containsExactly(Member.ATTENTIONAL);
    assertThat(steps.at(Member.ATTENTIONAL, 0)[0]).isNaN();
    assertThat(steps.warned(1)).containsExactly(Member.STATE);
  }

  @Test
  void onlyTheCurrentStateIsCombined() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Alignment<>(Normalization.SOFTMAX, Model.DOT, QueryState.PREVIOUS, COMBINE));
    assertThat(QueryState.values())
        .extracting(QueryState::toString)
        .containsExactly("previous", "current");
  }
}
