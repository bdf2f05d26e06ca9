package attention.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.DoubleMatrix;
import attention.matrix.FloatMatrix;
import attention.matrix.Matrix;
import attention.trace.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cells against the numbers of PyTorch 2.13 in float64, for the same weights. */
class CellTests {

  private static final Kernel<DoubleMatrix> KERNEL = Kernels.scalar().float64();

  /** Three inputs, two states. */
  private static final DoubleMatrix INPUT =
      DoubleMatrix.of(
          3, 6, 0.5, -0.25, 0.75, 1, -0.5, 0.25, -1, 0.5, 0.25, -0.75, 0.5, 1, 0.25, 1, -0.5, 0.5,
          -0.25, -1);

  private static final DoubleMatrix HIDDEN =
      DoubleMatrix.of(2, 6, 0.25, 0.5, -0.75, 1, -0.25, 0.5, 1, -0.5, 0.25, -0.5, 0.75, -0.25);
  private static final DoubleMatrix INPUT_BIAS =
      DoubleMatrix.of(1, 6, 0.1, -0.2, 0.3, 0.4, -0.5, 0.6);
  private static final DoubleMatrix HIDDEN_BIAS =
      DoubleMatrix.of(1, 6, -0.3, 0.2, 0.1, -0.1, 0.4, -0.6);
  private static final DoubleMatrix X = DoubleMatrix.of(1, 3, 1, -2, 0.5);
  private static final CellState<DoubleMatrix> STATE =
      new CellState<>(DoubleMatrix.of(1, 2, 0.5, -0.25), null);

  private static final Cell<DoubleMatrix> GRU =
      new GruCell<>(KERNEL, INPUT, HIDDEN, INPUT_BIAS, HIDDEN_BIAS);
  private static final Cell<DoubleMatrix> BARE_GRU =
      new GruCell<>(KERNEL, INPUT, HIDDEN, null, null);
  private static final Cell<DoubleMatrix> TANH =
      new TanhCell<>(KERNEL, INPUT.columns(0, 2), HIDDEN.columns(0, 2), INPUT_BIAS.columns(0, 2));
  private static final Cell<DoubleMatrix> BARE_TANH =
      new TanhCell<>(KERNEL, INPUT.columns(0, 2), HIDDEN.columns(0, 2), null);

  private static final Cell<DoubleMatrix> LSTM =
      new LstmCell<>(
          KERNEL,
          DoubleMatrix.of(
              3, 8, 0.5, -0.25, 0.75, 1, -0.5, 0.25, -1, 0.5, 0.25, -0.75, 0.5, 1, 0.25, 1, -0.5,
              0.5, -0.25, -1, 0.5, -0.75, 1, 0.25, -0.5, 0.75),
          DoubleMatrix.of(
              2, 8, 0.25, 0.5, -0.75, 1, -0.25, 0.5, 1, -0.5, 0.25, -0.5, 0.75, -0.25, 0.5, -1,
              0.25, 0.75),
          DoubleMatrix.of(1, 8, 0.1, -0.2, 0.3, 0.4, -0.5, 0.6, -0.7, 0.8),
          DoubleMatrix.of(1, 8, -0.3, 0.2, 0.1, -0.1, 0.4, -0.6, 0.5, -0.2));
  private static final Cell<DoubleMatrix> BARE_LSTM =
      new LstmCell<>(KERNEL, LSTM.input().weights(), LSTM.recurrent().weights(), null, null);
  private static final CellState<DoubleMatrix> REMEMBERED =
      new CellState<>(STATE.hidden(), DoubleMatrix.of(1, 2, 1.5, -0.75));

  private static DoubleMatrix memory(CellState<DoubleMatrix> state) {
    return Objects.requireNonNull(state.memory());
  }

  private static void assertRow(CellState<?> state, double... expected) {
    assertThat(state.memory()).isNull();
    assertRow(state.hidden(), expected);
  }

  private static void assertRow(Matrix<?> row, double... expected) {
    assertThat(row.rows()).isOne();
    assertThat(row.columns()).isEqualTo(expected.length);
    for (int k = 0; k < expected.length; k++) {
      assertThat(row.at(0, k)).isCloseTo(expected[k], within(1e-15));
    }
  }

  @Test
  void aGruGoesOnStepByStep() {
    CellState<DoubleMatrix> first = GRU.step(X, STATE);
    assertRow(first, -0.24730415712896459, -0.2671400408194172);
    assertRow(GRU.step(X, first), -0.5115957182712532, -0.3016941358458849);
    assertRow(STATE, 0.5, -0.25);
  }

  @Test
  void withoutBiasesAGruTakesThemAsZeros() {
    CellState<DoubleMatrix> first = BARE_GRU.step(X, STATE);
    assertRow(first, -0.38561009103743726, -0.273879651307376);
    assertRow(BARE_GRU.step(X, first), -0.6315792910432252, -0.3273511115016927);
  }

  @Test
  void aTanhCellAddsInputStateAndBias() {
    assertRow(TANH.step(X, STATE), 0.9890274022010992, -0.5190218338982221);
    assertRow(BARE_TANH.step(X, STATE), 0.9866142981514303, -0.35835739835078595);
    assertRow(STATE, 0.5, -0.25);
  }

  @Test
  void anLstmGoesOnFromItsStateAndItsMemory() {
    CellState<DoubleMatrix> first = LSTM.step(X, REMEMBERED);
    assertRow(first.hidden(), 0.18398578627425646, -0.3628450943078387);
    assertRow(memory(first), 0.3887543057002489, -0.8919092444929217);
    CellState<DoubleMatrix> second = LSTM.step(X, first);
    assertRow(second.hidden(), -0.03454234017813263, -0.37352503409780574);
    assertRow(memory(second), -0.08408866996911907, -0.8828604306205112);
    assertRow(REMEMBERED.hidden(), 0.5, -0.25);
    assertRow(memory(REMEMBERED), 1.5, -0.75);
  }

  @Test
  void withoutBiasesAnLstmTakesThemAsZeros() {
    CellState<DoubleMatrix> first = BARE_LSTM.step(X, REMEMBERED);
    assertRow(first.hidden(), 0.12710089369058306, -0.2492102841458037);
    assertRow(memory(first), 0.23680030519363265, -0.8414720194322829);
  }

  @Test
  void onlyAnLstmBeginsWithAMemory() {
    assertRow(GRU.zeros(), 0, 0);
    assertRow(TANH.zeros(), 0, 0);
    assertRow(LSTM.zeros().hidden(), 0, 0);
    assertRow(memory(LSTM.zeros()), 0, 0);
  }

  @Test
  void aCellKnowsItsWidth() {
    assertThat(GRU.hidden()).isEqualTo(2);
    assertThat(LSTM.hidden()).isEqualTo(2);
    assertThat(TANH.hidden()).isEqualTo(2);
  }

  @Test
  void aCellTellsItsWeightsAsARequestWouldGiveThem() {
    assertThat(members(GRU)).containsOnlyKeys("type", "input", "hidden", "inputBias", "hiddenBias");
    assertThat(members(BARE_GRU)).containsOnlyKeys("type", "input", "hidden");
    assertThat(members(TANH)).containsOnlyKeys("type", "input", "hidden", "bias");
    assertThat(members(BARE_TANH)).containsOnlyKeys("type", "input", "hidden");
    assertThat(members(LSTM))
        .containsOnlyKeys("type", "input", "hidden", "inputBias", "hiddenBias")
        .containsEntry("type", new Parameters.Word("lstm"));
    assertThat(members(GRU))
        .containsEntry("type", new Parameters.Word("gru"))
        .containsEntry("input", new Parameters.Table(INPUT))
        .containsEntry("hidden", new Parameters.Table(HIDDEN))
        .containsEntry("inputBias", new Parameters.Vector(INPUT_BIAS))
        .containsEntry("hiddenBias", new Parameters.Vector(HIDDEN_BIAS));
    assertThat(members(BARE_TANH)).containsEntry("type", new Parameters.Word("tanh"));
  }

  private static Map<String, Parameters> members(Cell<?> cell) {
    return ((Parameters.Group) cell.parameters()).members();
  }

  @Test
  void aFormulaNamesTheBiasWhereThereIsOne() {
    assertThat(TANH.formula("x", "h")).isEqualTo("\\tanh(x W + h U + b)");
    assertThat(BARE_TANH.formula("x", "h")).isEqualTo("\\tanh(x W + h U)");
    assertThat(GRU.formula("x", "h")).isEqualTo("\\mathrm{GRU}(x, h)");
    assertThat(LSTM.formula("x", "h")).isEqualTo("\\mathrm{LSTM}(x, h)");
  }

  @ParameterizedTest
  @EnumSource
  void inHalfPrecisionAStateAndItsMemoryAreNumbersOfTheDtype(CellType type) {
    for (Kernel<FloatMatrix> kernel :
        List.of(Kernels.scalar().float16(), Kernels.scalar().bfloat16())) {
      Cell<FloatMatrix> cell = CellParameters.drawn(kernel, type, 1, 3, 8).cell(kernel);
      FloatMatrix x = kernel.zeros(1, 3);
      x.write(0, new double[] {1, -2, 0.5}, 3);
      CellState<FloatMatrix> state = cell.step(x, cell.zeros());
      assertRounded(state.hidden());
      if (state.memory() != null) {
        assertRounded(state.memory());
      }
    }
  }

  private static void assertRounded(Matrix<?> row) {
    for (int k = 0; k < row.columns(); k++) {
      assertThat(row.at(0, k)).isEqualTo(row.dtype().round(row.at(0, k)));
    }
  }
}
