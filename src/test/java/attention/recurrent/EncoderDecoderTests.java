package attention.recurrent;

import static attention.recurrent.Model.BACKWARD_READER;
import static attention.recurrent.Model.EVERYTHING;
import static attention.recurrent.Model.INPUTS;
import static attention.recurrent.Model.KERNEL;
import static attention.recurrent.Model.READER;
import static attention.recurrent.Model.STEPS;
import static attention.recurrent.Model.WRITER;
import static attention.recurrent.Model.bahdanau;
import static attention.recurrent.Model.tanh;
import static attention.recurrent.Steps.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.FloatMatrix;
import attention.trace.Formula;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Shape;
import attention.trace.Trace;
import attention.trace.Warning.Code;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How states and contexts depend on each other in Bahdanau's order, and without attention. */
class EncoderDecoderTests {

  private static FloatMatrix annotations() {
    return new Encoder<>(KERNEL, READER, null).encode(INPUTS).annotations();
  }

  private static FloatMatrix matrix(double... row) {
    FloatMatrix matrix = FloatMatrix.zeros(1, row.length);
    matrix.write(0, row, row.length);
    return matrix;
  }

  @Test
  void theQueryOfAStepIsTheStateBeforeIt() {
    Steps steps = bahdanau().steps();
    assertThat(steps.at(Member.QUERY, 0)).isEqualTo(row(annotations(), 2));
    assertThat(steps.at(Member.QUERY, 1)).isEqualTo(steps.at(Member.STATE, 0));
  }

  @Test
  void aStateIsWhatTheCellMakesOfInputContextAndTheStateBefore() {
    Steps steps = bahdanau().steps();
    for (int t = 0; t < 2; t++) {
      double[] context = steps.at(Member.CONTEXT, t);
      FloatMatrix input = matrix(STEPS.at(t, 0), context[0], context[1]);
      CellState<FloatMatrix> before = new CellState<>(matrix(steps.at(Member.QUERY, t)), null);
      assertThat(steps.at(Member.STATE, t)).isEqualTo(row(WRITER.step(input, before).hidden(), 0));
    }
  }

  @Test
  void attentionWeighsTheAnnotationsByTheQuery() {
    FloatMatrix annotations = annotations();
    Steps steps = bahdanau().steps();
    for (int t = 0; t < 2; t++) {
      double[] query = steps.at(Member.QUERY, t);
      double[] powers = new double[3];
      double sum = 0;
      for (int j = 0; j < 3; j++) {
        double score = query[0] * annotations.at(j, 0) + query[1] * annotations.at(j, 1);
        assertThat(steps.at(Member.SCORES, t)[j]).isCloseTo(score, within(1e-6));
        powers[j] = Math.exp(score);
        sum += powers[j];
      }
      double context = 0;
      for (int j = 0; j < 3; j++) {
        assertThat(steps.at(Member.WEIGHTS, t)[j]).isCloseTo(powers[j] / sum, within(1e-6));
        context += powers[j] / sum * annotations.at(j, 1);
      }
      assertThat(steps.at(Member.CONTEXT, t)[1]).isCloseTo(context, within(1e-6));
      assertThat(steps.rows().get(t).stages().contributions()).isNotNull();
    }
  }

  @Test
  void withoutAttentionEveryContextIsTheLastAnnotation() {
    Steps steps = bahdanau().fixed().steps();
    for (int t = 0; t < 2; t++) {
      assertThat(steps.at(Member.CONTEXT, t)).isEqualTo(row(annotations(), 2));
      assertThat(steps.members(t)).containsExactly(Member.QUERY, Member.CONTEXT, Member.STATE);
    }
  }

  @Test
  void withoutAttentionABidirectionalEncoderHandsOverItsLastForwardState() {
    Encoder<FloatMatrix> both = new Encoder<>(KERNEL, READER, BACKWARD_READER);
    Cell<FloatMatrix> wide = tanh(5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    Steps steps = bahdanau().with(both).with(new Decoder<>(wide, STEPS, null)).fixed().steps();
    assertThat(steps.at(Member.QUERY, 0)).isEqualTo(row(annotations(), 2));
    assertThat(steps.at(Member.CONTEXT, 0)).isEqualTo(row(both.encode(INPUTS).annotations(), 2));
  }

  @Test
  void theMemoryOfAnLstmIsAStageOfItsOwn() {
    Cell<FloatMatrix> lstm = Model.lstm(3);
    Steps steps = bahdanau().with(new Decoder<>(lstm, STEPS, null)).steps();
    double[] context = steps.at(Member.CONTEXT, 1);
    CellState<FloatMatrix> before =
        new CellState<>(matrix(steps.at(Member.STATE, 0)), matrix(steps.at(Member.MEMORY, 0)));
    CellState<FloatMatrix> next = lstm.step(matrix(STEPS.at(1, 0), context[0], context[1]), before);
    assertThat(steps.at(Member.STATE, 1)).isEqualTo(row(next.hidden(), 0));
    assertThat(steps.at(Member.MEMORY, 1)).isEqualTo(row(Objects.requireNonNull(next.memory()), 0));
    assertThat(bahdanau().steps().members(0)).doesNotContain(Member.MEMORY);
  }

  @Test
  void whatIsNotAskedForIsNotKept() {
    for (Model model : List.of(bahdanau(), bahdanau().fixed())) {
      for (Set<Member> members :
          List.of(EnumSet.of(Member.STATE), EnumSet.of(Member.QUERY, Member.CONTEXT))) {
        assertThat(model.asking(members).steps().members(0)).containsExactlyElementsOf(members);
      }
    }
    Set<Member> state = EnumSet.of(Member.STATE);
    assertThat(bahdanau().asking(state).steps().preamble().parameters()).isEmpty();
  }

  @Test
  void aboveTheRowsAreWhatWasDrawnAndTheAnnotations() {
    Steps steps = bahdanau().steps();
    Preamble preamble = steps.preamble();
    assertThat(preamble.parameters()).containsOnlyKeys("attention", "annotations");
    assertThat(preamble.mechanism()).isEqualTo(Mechanism.ENCODER_DECODER);
    assertThat(preamble.tokens()).containsExactly("one", "two", "three");
    assertThat(preamble.shape()).isEqualTo(new Shape(2, 3, new Shape.Widths(2, 2, 2), null));
    assertThat(steps.rows().get(0).tokens()).containsExactly("eins");
    assertThat(steps.rows().get(1).identifier()).isEqualTo("step");
    assertThat(steps.rows().get(1).predictions()).isNull();
  }

  @Test
  void theStagesAreListedInTheirOrder() {
    assertThat(bahdanau().steps().preamble().stages())
        .extracting(Formula::member)
        .containsExactly(
            Member.ANNOTATIONS,
            Member.QUERY,
            Member.SCORES,
            Member.MAXIMUM,
            Member.LOG_SUM_EXP,
            Member.WEIGHTS,
            Member.ENTROPY,
            Member.CONTEXT,
            Member.CONTRIBUTIONS,
            Member.STATE);
    assertThat(bahdanau().fixed().steps().preamble().stages())
        .extracting(Formula::latex)
        .containsExactly(
            "h_j = \\overrightarrow{h}_j = \\tanh(x_j W + \\overrightarrow{h}_{j-1} U)",
            "q_t = s_{t-1}",
            "z_t = h_n",
            "s_t = \\tanh([y_t ; z_t] W + s_{t-1} U)");
    assertThat(
            bahdanau().with(new Decoder<>(Model.lstm(3), STEPS, null)).steps().preamble().stages())
        .extracting(Formula::latex)
        .endsWith(
            "s_t = \\mathrm{LSTM}([y_t ; z_t], s_{t-1})",
            "m_t = f_t \\circ m_{t-1} + i_t \\circ g_t");
  }

  @Test
  void stepsComeOneByOneAndInOrder() {
    Trace trace = Steps.trace(bahdanau().plan());
    assertThat(trace.footprint().blockRows()).isOne();
    assertThat(trace.footprint().inSequence()).isTrue();
    for (int[] run : new int[][] {{1, 2}, {0, 2}, {0, 0}}) {
      assertThatIllegalStateException()
          .isThrownBy(() -> trace.rows(run[0], run[1]))
          .withMessageContaining("next is 0");
    }
    trace.rows(0, 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> trace.rows(0, 1))
        .withMessageContaining("next is 1, not 0 to 1");
    trace.rows(1, 2);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> trace.rows(2, 3));
  }

  @Test
  void aStepThatWasClosedLendsItsMatricesToTheNext() {
    Trace trace = Steps.trace(bahdanau().plan());
    Rows first = trace.rows(0, 1);
    double[] weights = stage(first, Member.WEIGHTS);
    first.close();
    Rows second = trace.rows(1, 2);
    assertThat(stage(second, Member.WEIGHTS)).isNotEqualTo(weights);
    assertThat(stage(first, Member.WEIGHTS)).isEqualTo(stage(second, Member.WEIGHTS));
    assertThat(stage(second, Member.QUERY)).isEqualTo(bahdanau().steps().at(Member.QUERY, 1));
  }

  private static double[] stage(Rows step, Member member) {
    return row(Objects.requireNonNull(step.stages().values().get(member)), 0);
  }

  @Test
  void annotationsOutOfTheRangeAreReportedInEveryStep() {
    FloatMatrix huge = FloatMatrix.of(1, 2, 3e38f, 3e38f);
    Steps steps =
        bahdanau().reading(huge).with(new Encoder<>(KERNEL, tanh(2, 3, -3, -3, 3), null)).steps();
    for (int t = 0; t < 2; t++) {
      assertThat(steps.warned(t)).containsExactly(Member.ANNOTATIONS);
      assertThat(steps.rows().get(t).stages().warnings().getFirst().getFirst().code())
          .isEqualTo(Code.OVERFLOW);
    }
  }

  @Test
  void aStateOutOfTheRangeIsReportedWhereItArises() {
    FloatMatrix inputs = FloatMatrix.of(2, 1, 3e38f, 0);
    Cell<FloatMatrix> amplifier = tanh(3, 3, 3, 0, 0, 0, 0);
    Steps steps = bahdanau().with(new Decoder<>(amplifier, inputs, null)).steps();
    assertThat(steps.warned(0)).containsExactly(Member.STATE);
    assertThat(steps.warned(1)).containsExactly(Member.QUERY);
  }

  @Test
  void aMemoryOutOfTheRangeIsReportedBeforeTheStateThatFollowsFromIt() {
    FloatMatrix inputs = FloatMatrix.of(2, 1, 3e38f, 0);
    FloatMatrix input = FloatMatrix.zeros(3, 8);
    input.write(0, new double[] {0, 0, 0, 0, 3, 3, 0, 0}, 8);
    Cell<FloatMatrix> freshOverflows =
        new LstmCell<>(KERNEL, input, FloatMatrix.zeros(2, 8), null, null);
    Steps steps = bahdanau().with(new Decoder<>(freshOverflows, inputs, null)).steps();
    assertThat(steps.warned(0)).containsExactly(Member.MEMORY);
    assertThat(steps.at(Member.STATE, 0)).containsOnly(Double.NaN);
  }

  @Test
  void everythingWantedOfAContextIsComputedWithoutAttentionToo() {
    assertThat(bahdanau().fixed().asking(EVERYTHING).steps().members(1))
        .containsExactly(Member.QUERY, Member.CONTEXT, Member.STATE);
  }
}
