package attention.recurrent;

import static attention.recurrent.Model.BACKWARD_READER;
import static attention.recurrent.Model.INPUTS;
import static attention.recurrent.Model.KERNEL;
import static attention.recurrent.Model.READER;
import static attention.recurrent.Model.STEPS;
import static attention.recurrent.Model.bahdanau;
import static attention.recurrent.Model.map;
import static attention.recurrent.Steps.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.FloatMatrix;
import attention.stage.Projection;
import attention.trace.Formula;
import attention.trace.Member;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where a decoder starts: its state, and the memory of an LSTM. */
class StartTests {

  private static final FloatMatrix WEIGHTS = FloatMatrix.of(2, 2, 0.5f, -0.25f, 0.75f, 1);
  private static final FloatMatrix STATE = FloatMatrix.of(1, 2, 0.25f, -0.75f);
  private static final FloatMatrix MEMORY = FloatMatrix.of(1, 2, 2, -3);

  private static final Encoder<FloatMatrix> BOTH = new Encoder<>(KERNEL, READER, BACKWARD_READER);
  private static final Encoder<FloatMatrix> LSTM = new Encoder<>(KERNEL, Model.lstm(2), null);

  private static double[] bridged(FloatMatrix state) {
    double[] sums = new double[2];
    for (int k = 0; k < 2; k++) {
      sums[k] = Math.tanh(state.at(0, 0) * WEIGHTS.at(0, k) + state.at(0, 1) * WEIGHTS.at(1, k));
    }
    return sums;
  }

  /** The memory from which an LSTM starts. */
  private static double[] memory(
      Encoder<FloatMatrix> encoder, Start<FloatMatrix> start, FloatMatrix given) {
    Decoder<FloatMatrix> decoder =
        new Decoder<>(Model.lstm(3), new Feed.Given<>(STEPS), start, given, null);
    CellState<FloatMatrix> state = decoder.start(encoder.encode(INPUTS));
    return row(Objects.requireNonNull(state.memory()), 0);
  }

  private static double[] memory(Encoder<FloatMatrix> encoder, Start<FloatMatrix> start) {
    Decoder<FloatMatrix> decoder =
        new Decoder<>(Model.lstm(3), new Feed.Given<>(STEPS), start, null, null);
    CellState<FloatMatrix> state = decoder.start(encoder.encode(INPUTS));
    return row(Objects.requireNonNull(state.memory()), 0);
  }

  @Test
  void aGivenStateTakesThePlaceOfTheLastForwardState() {
    Steps steps = bahdanau().startingFrom(new Start.Given<>(STATE), null).steps();
    assertThat(steps.at(Member.QUERY, 0)).containsExactly(0.25, -0.75);
    Steps brief = bahdanau().with(new Decoder<>(Model.WRITER, STEPS, STATE)).steps();
    assertThat(brief.at(Member.STATE, 1)).isEqualTo(steps.at(Member.STATE, 1));
  }

  @Test
  void aBridgeMapsTheLastForwardState() {
    Steps steps =
        bahdanau().startingFrom(new Bridge<>(Bridge.From.FORWARD, map(WEIGHTS)), null).steps();
    double[] expected = bridged(BOTH.encode(INPUTS).forward().hidden());
    assertThat(steps.at(Member.QUERY, 0)).containsExactly(expected, within(1e-6));
  }

  @Test
  void aBridgeMapsTheBackwardStateOfTheFirstInput() {
    Bridge<FloatMatrix> bridge = new Bridge<>(Bridge.From.BACKWARD, map(WEIGHTS));
    Encoding<FloatMatrix> encoding = BOTH.encode(INPUTS);
    double[] expected = bridged(encoding.annotations().rows(0, 1).columns(2, 4));
    assertThat(row(bridge.hidden(encoding), 0)).containsExactly(expected, within(1e-6));
  }

  @Test
  void aBridgeNamesWhatItMaps() {
    Projection<FloatMatrix> biased = new Projection<>(KERNEL, WEIGHTS, STATE);
    Steps steps = bahdanau().startingFrom(new Bridge<>(Bridge.From.FORWARD, biased), null).steps();
    assertThat(steps.preamble().stages())
        .extracting(Formula::latex)
        .contains("q_t = s_{t-1},\\ s_{-1} = \\tanh(\\overrightarrow{h}_n W_b + b_b)");
    assertThat(new Bridge<>(Bridge.From.BACKWARD, map(WEIGHTS)).formula())
        .isEqualTo("s_{-1} = \\tanh(\\overleftarrow{h}_1 W_b)");
    assertThat(Bridge.From.values())
        .extracting(Bridge.From::toString)
        .containsExactly("forward", "backward");
  }

  @Test
  void inLuongsOrderTheFirstStepStartsFromTheBridge() {
    Model luong = Model.luong(null);
    Steps steps = luong.startingFrom(new Bridge<>(Bridge.From.FORWARD, map(WEIGHTS)), null).steps();
    assertThat(steps.preamble().stages())
        .extracting(Formula::latex)
        .contains("s_t = \\tanh(y_t W + s_{t-1} U),\\ s_{-1} = \\tanh(\\overrightarrow{h}_n W_b)");
    assertThat(steps.at(Member.STATE, 0)).isNotEqualTo(luong.steps().at(Member.STATE, 0));
  }

  @Test
  void anLstmGoesOnFromTheMemoryOfTheEncoder() {
    FloatMatrix last = Objects.requireNonNull(LSTM.encode(INPUTS).forward().memory());
    assertThat(memory(LSTM, new Start.Handed<>())).isEqualTo(row(last, 0));
  }

  @Test
  void anLstmStartsFromAGivenMemory() {
    assertThat(memory(LSTM, new Start.Handed<>(), MEMORY)).containsExactly(2, -3);
    assertThat(memory(LSTM, new Start.Given<>(STATE), MEMORY)).containsExactly(2, -3);
    assertThat(memory(BOTH, new Bridge<>(Bridge.From.BACKWARD, map(WEIGHTS)), MEMORY))
        .containsExactly(2, -3);
  }

  @Test
  void elseAnLstmStartsFromAMemoryOfZeros() {
    assertThat(memory(LSTM, new Start.Given<>(STATE))).containsExactly(0, 0);
    assertThat(memory(LSTM, new Bridge<>(Bridge.From.FORWARD, map(WEIGHTS)))).containsExactly(0, 0);
    assertThat(memory(BOTH, new Start.Handed<>())).containsExactly(0, 0);
  }

  @Test
  void onlyAnLstmTakesAMemory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bahdanau().startingFrom(new Start.Handed<>(), MEMORY))
        .withMessageContaining("tanh");
    CellState<FloatMatrix> start =
        new Decoder<>(Model.WRITER, STEPS, null).start(LSTM.encode(INPUTS));
    assertThat(start.memory()).isNull();
  }
}
