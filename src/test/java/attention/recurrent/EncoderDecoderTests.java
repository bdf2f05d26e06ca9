package attention.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.FloatMatrix;
import attention.matrix.Matrix;
import attention.mechanism.DotProduct;
import attention.mechanism.Formula;
import attention.mechanism.Labels;
import attention.mechanism.Mechanism;
import attention.mechanism.Member;
import attention.mechanism.Normalization;
import attention.mechanism.Parameters;
import attention.mechanism.Pipeline;
import attention.mechanism.Rows;
import attention.mechanism.Selection;
import attention.mechanism.Shape;
import attention.mechanism.Warning;
import attention.mechanism.Warning.Code;
import attention.recurrent.EncoderDecoder.Alignment;
import attention.recurrent.EncoderDecoder.Decoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How states and contexts depend on each other, with attention and without. */
class EncoderDecoderTests {

  private static final Kernel<FloatMatrix> KERNEL = Kernels.scalar().float32();
  private static final Set<Member> EVERYTHING = EnumSet.allOf(Member.class);
  private static final Labels LABELS =
      new Labels(List.of("one", "two", "three"), List.of("eins", "zwei"));

  /** Two inputs and two states, without symmetry. */
  private static final Cell<FloatMatrix> READER =
      tanh(FloatMatrix.of(2, 2, 0.9f, -0.5f, 0.4f, 0.7f));

  private static final Cell<FloatMatrix> BACKWARD_READER =
      tanh(FloatMatrix.of(2, 2, -0.3f, 0.8f, 0.6f, 0.1f));

  private static final FloatMatrix INPUTS = FloatMatrix.of(3, 2, 1, 0, 0.5f, -1, 0.25f, 2);
  private static final FloatMatrix STEPS = FloatMatrix.of(2, 1, 1, -0.5f);

  /** Reads y (one wide) and the context (two wide). */
  private static final Cell<FloatMatrix> WRITER =
      tanh(FloatMatrix.of(3, 2, 0.3f, -0.2f, 0.5f, 0.4f, 0.8f, 0.1f));

  private static final Function<FloatMatrix, Pipeline<FloatMatrix>> DOT =
      annotations ->
          new Pipeline<>(
              KERNEL, List.of(new DotProduct<>(KERNEL, annotations)), Normalization.SOFTMAX);

  private static Cell<FloatMatrix> tanh(FloatMatrix input) {
    FloatMatrix hidden = FloatMatrix.of(2, 2, 0.3f, 0.2f, -0.4f, 0.6f);
    return new TanhCell<>(KERNEL, input, hidden, null);
  }

  private static Encoder<FloatMatrix> forward() {
    return new Encoder<>(KERNEL, READER, null);
  }

  private static EncoderDecoder<FloatMatrix> model(
      @Nullable Function<FloatMatrix, Pipeline<FloatMatrix>> attention, Set<Member> members) {
    return new EncoderDecoder<>(
        forward(),
        INPUTS,
        new Decoder<>(WRITER, STEPS, null),
        new Alignment<>(Normalization.SOFTMAX, attention),
        new Selection(null, LABELS, members, Map.of()),
        Map.of("attention", new Parameters.Word("drawn")));
  }

  private static EncoderDecoder<FloatMatrix> model(
      Encoder<FloatMatrix> encoder, FloatMatrix inputs, Decoder<FloatMatrix> decoder) {
    Labels none = new Labels(null, null);
    return new EncoderDecoder<>(
        encoder,
        inputs,
        decoder,
        new Alignment<>(Normalization.SOFTMAX, DOT),
        new Selection(null, none, EVERYTHING, Map.of()),
        Map.of());
  }

  private static List<Rows> computed(EncoderDecoder<FloatMatrix> model) {
    List<Rows> rows = new ArrayList<>();
    for (int step = 0; step < model.rowCount(); step++) {
      rows.add(model.rows(step, step + 1));
    }
    return rows;
  }

  private static double[] at(Rows row, Member member) {
    return row(Objects.requireNonNull(row.stages().values().get(member)), 0);
  }

  private static double[] row(Matrix<?> matrix, int row) {
    double[] elements = new double[matrix.columns()];
    Arrays.setAll(elements, j -> matrix.at(row, j));
    return elements;
  }

  private static FloatMatrix matrix(double... row) {
    FloatMatrix matrix = FloatMatrix.zeros(1, row.length);
    matrix.write(0, row, row.length);
    return matrix;
  }

  @Test
  void anAnnotationIsTheStateBehindItsInput() {
    FloatMatrix annotations = forward().annotations(INPUTS);
    FloatMatrix state = FloatMatrix.zeros(1, 2);
    for (int j = 0; j < 3; j++) {
      state = READER.step(INPUTS.rows(j, j + 1), state);
      assertThat(row(annotations, j)).isEqualTo(row(state, 0));
    }
    assertThat(forward().width()).isEqualTo(2);
  }

  @Test
  void aSecondCellReadsTheInputsFromTheirEnd() {
    Encoder<FloatMatrix> both = new Encoder<>(KERNEL, READER, BACKWARD_READER);
    FloatMatrix annotations = both.annotations(INPUTS);
    assertThat(both.width()).isEqualTo(4);
    FloatMatrix reversed =
        new Encoder<>(KERNEL, BACKWARD_READER, null)
            .annotations(INPUTS.select(new int[] {2, 1, 0}));
    for (int j = 0; j < 3; j++) {
      assertThat(row(annotations.columns(0, 2), j))
          .isEqualTo(row(forward().annotations(INPUTS), j));
      assertThat(row(annotations.columns(2, 4), j)).isEqualTo(row(reversed, 2 - j));
    }
  }

  @Test
  void theQueryOfAStepIsTheStateBeforeIt() {
    List<Rows> rows = computed(model(DOT, EVERYTHING));
    assertThat(at(rows.get(0), Member.QUERY)).isEqualTo(row(forward().annotations(INPUTS), 2));
    assertThat(at(rows.get(1), Member.QUERY)).isEqualTo(at(rows.get(0), Member.STATE));
  }

  @Test
  void anInitialStateTakesThePlaceOfTheLastForwardState() {
    FloatMatrix initial = FloatMatrix.of(1, 2, 0.25f, -0.75f);
    List<Rows> rows = computed(model(forward(), INPUTS, new Decoder<>(WRITER, STEPS, initial)));
    assertThat(at(rows.get(0), Member.QUERY)).containsExactly(0.25, -0.75);
  }

  @Test
  void aBidirectionalEncoderHandsOnItsForwardStateOnly() {
    Encoder<FloatMatrix> both = new Encoder<>(KERNEL, READER, BACKWARD_READER);
    Cell<FloatMatrix> wide = tanh(FloatMatrix.zeros(5, 2));
    EncoderDecoder<FloatMatrix> model =
        new EncoderDecoder<>(
            both,
            INPUTS,
            new Decoder<>(wide, STEPS, null),
            new Alignment<>(Normalization.SUM, null),
            new Selection(null, LABELS, EVERYTHING, Map.of()),
            Map.of());
    Rows first = model.rows(0, 1);
    assertThat(at(first, Member.QUERY)).isEqualTo(row(forward().annotations(INPUTS), 2));
    assertThat(at(first, Member.CONTEXT)).isEqualTo(row(both.annotations(INPUTS), 2));
  }

  @Test
  void aStateIsWhatTheCellMakesOfInputContextAndTheStateBefore() {
    for (Rows row : computed(model(DOT, EVERYTHING))) {
      double[] context = at(row, Member.CONTEXT);
      double y = STEPS.at(row.indices()[0], 0);
      FloatMatrix next =
          WRITER.step(matrix(y, context[0], context[1]), matrix(at(row, Member.QUERY)));
      assertThat(at(row, Member.STATE)).isEqualTo(row(next, 0));
    }
  }

  @Test
  void attentionWeighsTheAnnotationsByTheQuery() {
    FloatMatrix annotations = forward().annotations(INPUTS);
    for (Rows row : computed(model(DOT, EVERYTHING))) {
      double[] query = at(row, Member.QUERY);
      double[] powers = new double[3];
      double sum = 0;
      for (int j = 0; j < 3; j++) {
        double score = query[0] * annotations.at(j, 0) + query[1] * annotations.at(j, 1);
        assertThat(at(row, Member.SCORES)[j]).isCloseTo(score, within(1e-6));
        powers[j] = Math.exp(score);
        sum += powers[j];
      }
      double context = 0;
      for (int j = 0; j < 3; j++) {
        assertThat(at(row, Member.WEIGHTS)[j]).isCloseTo(powers[j] / sum, within(1e-6));
        context += powers[j] / sum * annotations.at(j, 1);
      }
      assertThat(at(row, Member.CONTEXT)[1]).isCloseTo(context, within(1e-6));
      assertThat(row.stages().contributions()).isNotNull();
    }
  }

  @Test
  void withoutAttentionEveryContextIsTheLastAnnotation() {
    for (Rows row : computed(model(null, EVERYTHING))) {
      assertThat(at(row, Member.CONTEXT)).isEqualTo(row(forward().annotations(INPUTS), 2));
      assertThat(row.stages().values())
          .containsOnlyKeys(Member.QUERY, Member.CONTEXT, Member.STATE);
    }
  }

  @Test
  void whatNobodyWantsIsNotKept() {
    for (Function<FloatMatrix, Pipeline<FloatMatrix>> attention : Arrays.asList(DOT, null)) {
      Set<Member> state = EnumSet.of(Member.STATE);
      assertThat(model(attention, state).rows(0, 1).stages().values())
          .containsOnlyKeys(Member.STATE);
      Set<Member> most = EnumSet.of(Member.QUERY, Member.CONTEXT);
      assertThat(model(attention, most).rows(0, 1).stages().values())
          .containsOnlyKeys(most.toArray(Member[]::new));
    }
    assertThat(model(DOT, EnumSet.of(Member.STATE)).preamble().parameters()).isEmpty();
  }

  @Test
  void aboveTheRowsStandWhatWasDrawnAndTheAnnotations() {
    EncoderDecoder<FloatMatrix> model = model(DOT, EVERYTHING);
    assertThat(model.preamble().parameters()).containsOnlyKeys("attention", "annotations");
    assertThat(model.preamble().mechanism()).isEqualTo(Mechanism.ENCODER_DECODER);
    assertThat(model.preamble().tokens()).containsExactly("one", "two", "three");
    assertThat(model.preamble().shape())
        .isEqualTo(new Shape(2, 3, new Shape.Widths(2, 2, 2), null));
    assertThat(model.rows(0, 1).tokens()).containsExactly("eins");
    assertThat(model.rows(1, 2).identifier()).isEqualTo("step");
  }

  @Test
  void theStagesAreToldInTheirOrder() {
    assertThat(model(DOT, EVERYTHING).preamble().stages())
        .extracting(Formula::member)
        .containsExactly(
            Member.ANNOTATIONS,
            Member.QUERY,
            Member.SCORES,
            Member.WEIGHTS,
            Member.CONTEXT,
            Member.CONTRIBUTIONS,
            Member.STATE);
    List<Formula> without = model(null, EVERYTHING).preamble().stages();
    assertThat(without)
        .extracting(Formula::latex)
        .containsExactly(
            "h_j = \\overrightarrow{h}_j = \\tanh(x_j W + \\overrightarrow{h}_{j-1} U)",
            "q_t = s_{t-1}",
            "z_t = h_n",
            "s_t = \\tanh([y_t ; z_t] W + s_{t-1} U)");
  }

  @Test
  void theFormulaOfABidirectionalEncoderNamesBothDirections() {
    assertThat(new Encoder<>(KERNEL, READER, BACKWARD_READER).formula())
        .contains("[\\overrightarrow{h}_j ; \\overleftarrow{h}_j]")
        .contains("\\overleftarrow{h}_j = \\tanh(x_j W + \\overleftarrow{h}_{j+1} U)");
  }

  @Test
  void stepsComeOneByOneAndInOrder() {
    EncoderDecoder<FloatMatrix> model = model(DOT, EVERYTHING);
    assertThat(model.blockRows()).isOne();
    for (int[] run : new int[][] {{1, 2}, {0, 2}, {0, 0}}) {
      assertThatIllegalStateException()
          .isThrownBy(() -> model.rows(run[0], run[1]))
          .withMessageContaining("next is 0");
    }
    model.rows(0, 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> model.rows(0, 1))
        .withMessageContaining("next is 1, not 0 to 1");
  }

  @Test
  void whatItHoldsGrowsWithItsInputs() {
    assertThat(model(DOT, EVERYTHING).blockBytes()).isBetween(3L * 2 * 8, 3L * 100 * 8);
  }

  @Test
  void annotationsOutOfTheRangeAreToldInEveryStep() {
    FloatMatrix huge = FloatMatrix.of(1, 2, 3e38f, 3e38f);
    Cell<FloatMatrix> amplifier = tanh(FloatMatrix.of(2, 2, 3, -3, -3, 3));
    EncoderDecoder<FloatMatrix> model =
        model(new Encoder<>(KERNEL, amplifier, null), huge, new Decoder<>(WRITER, STEPS, null));
    for (Rows row : computed(model)) {
      assertThat(row.stages().warnings().getFirst())
          .extracting(Warning::code, Warning::stage)
          .containsExactly(tuple(Code.OVERFLOW, Member.ANNOTATIONS));
    }
  }

  @Test
  void aStateOutOfTheRangeIsToldWhereItComesAbout() {
    FloatMatrix steps = FloatMatrix.of(2, 1, 3e38f, 0);
    Cell<FloatMatrix> amplifier = tanh(FloatMatrix.of(3, 2, 3, 3, 0, 0, 0, 0));
    List<Rows> rows = computed(model(forward(), INPUTS, new Decoder<>(amplifier, steps, null)));
    assertThat(rows.get(0).stages().warnings().getFirst())
        .extracting(Warning::stage)
        .containsExactly(Member.STATE);
    assertThat(rows.get(1).stages().warnings().getFirst())
        .extracting(Warning::stage)
        .containsExactly(Member.QUERY);
  }
}
