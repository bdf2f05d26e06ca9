package attention.recurrent;

import static attention.recurrent.Model.BACKWARD_READER;
import static attention.recurrent.Model.INPUTS;
import static attention.recurrent.Model.KERNEL;
import static attention.recurrent.Model.READER;
import static attention.recurrent.Steps.row;
import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.FloatMatrix;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an encoder reads, forwards and backwards. */
class EncoderTests {

  private static final Encoder<FloatMatrix> FORWARD = new Encoder<>(KERNEL, READER, null);
  private static final Encoder<FloatMatrix> BOTH = new Encoder<>(KERNEL, READER, BACKWARD_READER);

  @Test
  void anAnnotationIsTheStateBehindItsInput() {
    Encoding<FloatMatrix> encoding = FORWARD.encode(INPUTS);
    CellState<FloatMatrix> state = READER.zeros();
    for (int j = 0; j < 3; j++) {
      state = READER.step(INPUTS.rows(j, j + 1), state);
      assertThat(row(encoding.annotations(), j)).isEqualTo(row(state.hidden(), 0));
    }
    assertThat(row(encoding.last(), 0)).isEqualTo(row(state.hidden(), 0));
    assertThat(row(encoding.forward().hidden(), 0)).isEqualTo(row(state.hidden(), 0));
    assertThat(encoding.backward()).isNull();
    assertThat(FORWARD.width()).isEqualTo(2);
  }

  @Test
  void aSecondCellReadsTheInputsFromTheirEnd() {
    Encoding<FloatMatrix> encoding = BOTH.encode(INPUTS);
    FloatMatrix annotations = encoding.annotations();
    assertThat(BOTH.width()).isEqualTo(4);
    FloatMatrix reversed =
        new Encoder<>(KERNEL, BACKWARD_READER, null)
            .encode(INPUTS.select(new int[] {2, 1, 0}))
            .annotations();
    FloatMatrix forward = FORWARD.encode(INPUTS).annotations();
    for (int j = 0; j < 3; j++) {
      assertThat(row(annotations.columns(0, 2), j)).isEqualTo(row(forward, j));
      assertThat(row(annotations.columns(2, 4), j)).isEqualTo(row(reversed, 2 - j));
    }
    FloatMatrix first = Objects.requireNonNull(encoding.backward()).hidden();
    assertThat(row(first, 0)).isEqualTo(row(annotations.columns(2, 4), 0));
    assertThat(row(encoding.forward().hidden(), 0)).isEqualTo(row(forward, 2));
  }

  @Test
  void anLstmHandsItsMemoryFromInputToInput() {
    Cell<FloatMatrix> lstm = Model.lstm(2);
    CellState<FloatMatrix> state = lstm.zeros();
    for (int j = 0; j < 3; j++) {
      state = lstm.step(INPUTS.rows(j, j + 1), state);
    }
    CellState<FloatMatrix> last = new Encoder<>(KERNEL, lstm, null).encode(INPUTS).forward();
    assertThat(row(last.hidden(), 0)).isEqualTo(row(state.hidden(), 0));
    assertThat(row(Objects.requireNonNull(last.memory()), 0))
        .isEqualTo(row(Objects.requireNonNull(state.memory()), 0));
  }

  @Test
  void theFormulaNamesTheDirections() {
    assertThat(FORWARD.formula())
        .isEqualTo("h_j = \\overrightarrow{h}_j = \\tanh(x_j W + \\overrightarrow{h}_{j-1} U)");
    assertThat(BOTH.formula())
        .contains("[\\overrightarrow{h}_j ; \\overleftarrow{h}_j]")
        .contains("\\overrightarrow{h}_j = \\tanh(x_j W + \\overrightarrow{h}_{j-1} U)")
        .contains("\\overleftarrow{h}_j = \\tanh(x_j W + \\overleftarrow{h}_{j+1} U)");
  }
}
