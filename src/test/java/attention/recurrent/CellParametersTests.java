package attention.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.FloatMatrix;
import attention.matrix.Matrix;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Drawn cells against what PyTorch 2.13 draws after the same {@code manual_seed}, with
 * ATEN_CPU_CAPABILITY=default: with a fused multiply-add its last bit may differ.
 */
class CellParametersTests {

  private static final Kernel<FloatMatrix> KERNEL = Kernels.scalar().float32();
  private static final long SEED = 789;

  private static CellParameters<FloatMatrix> drawn(CellType type, int h) {
    return CellParameters.drawn(KERNEL, type, SEED, 2, h);
  }

  /** Row by row. */
  private static double[] elements(@Nullable Matrix<?> matrix) {
    Matrix<?> present = Objects.requireNonNull(matrix);
    double[] elements = new double[present.rows() * present.columns()];
    Arrays.setAll(elements, i -> present.at(i / present.columns(), i % present.columns()));
    return elements;
  }

  @Test
  void aTanhCellDrawsInputHiddenAndOneBias() {
    CellParameters<FloatMatrix> rnn = drawn(CellType.TANH, 2);
    assertThat(elements(rnn.input()))
        .containsExactly(
            0.3870916962623596, 0.6268671154975891, 0.5594739317893982, -0.20610666275024414);
    assertThat(elements(rnn.hidden()))
        .containsExactly(
            -0.41381317377090454, 0.49700862169265747, -0.11239957809448242, -0.5761451125144958);
    assertThat(elements(rnn.inputBias())).containsExactly(0.2900259494781494, 0.26131248474121094);
    assertThat(rnn.hiddenBias()).isNull();
    assertThat(rnn.cell(KERNEL)).isInstanceOf(TanhCell.class);
  }

  @Test
  void aGruDrawsTwoBiases() {
    CellParameters<FloatMatrix> gru = drawn(CellType.GRU, 1);
    assertThat(elements(gru.input())).startsWith(0.5474303960800171, 0.886523962020874);
    assertThat(elements(gru.hidden()))
        .containsExactly(0.7028763294219971, -0.814792275428772, 0.410158634185791);
    assertThat(elements(gru.inputBias()))
        .containsExactly(0.3695516586303711, -0.45042097568511963, -0.8842864036560059);
    assertThat(elements(gru.hiddenBias()))
        .containsExactly(0.4374638795852661, -0.24504756927490234, -0.3397960662841797);
    assertThat(gru.cell(KERNEL)).isInstanceOf(GruCell.class);
  }

  @Test
  void anLstmDrawsFourGates() {
    CellParameters<FloatMatrix> lstm = drawn(CellType.LSTM, 1);
    assertThat(elements(lstm.input()))
        .containsExactly(
            0.5474303960800171,
            0.886523962020874,
            -0.585220217704773,
            0.7028763294219971,
            0.7912156581878662,
            -0.29147887229919434,
            -0.15895700454711914,
            -0.814792275428772);
    assertThat(elements(lstm.hidden()))
        .containsExactly(
            0.410158634185791, 0.3695516586303711, -0.45042097568511963, -0.8842864036560059);
    assertThat(elements(lstm.inputBias()))
        .containsExactly(
            0.4374638795852661, -0.24504756927490234, -0.3397960662841797, 0.8991204500198364);
    assertThat(elements(lstm.hiddenBias()))
        .containsExactly(
            -0.14751458168029785, -0.3539048433303833, 0.5324784517288208, 0.6035453081130981);
    assertThat(lstm.cell(KERNEL)).isInstanceOf(LstmCell.class);
  }

  @Test
  void aCellHasTheWeightsItWasMadeOf() {
    for (CellType type : CellType.values()) {
      CellParameters<FloatMatrix> parameters = drawn(type, 3);
      Cell<FloatMatrix> cell = parameters.cell(KERNEL);
      assertThat(cell.type()).isEqualTo(type);
      assertThat(cell.hidden()).isEqualTo(3);
      assertThat(CellParameters.of(cell)).isEqualTo(parameters);
    }
  }

  @Test
  void aTanhCellHasOneBias() {
    FloatMatrix square = FloatMatrix.zeros(2, 2);
    FloatMatrix bias = FloatMatrix.zeros(1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CellParameters<>(CellType.TANH, square, square, bias, bias));
  }

  @Test
  void theTypesAreNamedAsRequestsNameThem() {
    assertThat(CellType.values())
        .extracting(CellType::toString)
        .containsExactly("tanh", "gru", "lstm");
    assertThat(CellType.values()).extracting(CellType::gates).containsExactly(1, 3, 4);
  }
}
