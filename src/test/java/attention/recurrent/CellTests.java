package attention.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.DoubleMatrix;
import attention.matrix.Matrix;
import attention.mechanism.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
  private static final DoubleMatrix STATE = DoubleMatrix.of(1, 2, 0.5, -0.25);

  private static final Cell<DoubleMatrix> GRU =
      new GruCell<>(KERNEL, INPUT, HIDDEN, INPUT_BIAS, HIDDEN_BIAS);
  private static final Cell<DoubleMatrix> BARE_GRU =
      new GruCell<>(KERNEL, INPUT, HIDDEN, null, null);
  private static final Cell<DoubleMatrix> TANH =
      new TanhCell<>(KERNEL, INPUT.columns(0, 2), HIDDEN.columns(0, 2), INPUT_BIAS.columns(0, 2));
  private static final Cell<DoubleMatrix> BARE_TANH =
      new TanhCell<>(KERNEL, INPUT.columns(0, 2), HIDDEN.columns(0, 2), null);

  private static void assertRow(Matrix<?> row, double... expected) {
    assertThat(row.rows()).isOne();
    assertThat(row.columns()).isEqualTo(expected.length);
    for (int k = 0; k < expected.length; k++) {
      assertThat(row.at(0, k)).isCloseTo(expected[k], within(1e-15));
    }
  }

  @Test
  void aGruGoesOnStepByStep() {
    DoubleMatrix first = GRU.step(X, STATE);
    assertRow(first, -0.24730415712896459, -0.2671400408194172);
    assertRow(GRU.step(X, first), -0.5115957182712532, -0.3016941358458849);
    assertRow(STATE, 0.5, -0.25);
  }

  @Test
  void withoutBiasesAGruTakesThemAsZeros() {
    DoubleMatrix first = BARE_GRU.step(X, STATE);
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
  void aCellKnowsItsWidths() {
    assertThat(GRU.inputs()).isEqualTo(3);
    assertThat(GRU.hidden()).isEqualTo(2);
    assertThat(TANH.inputs()).isEqualTo(3);
    assertThat(TANH.hidden()).isEqualTo(2);
  }

  @Test
  void aCellTellsItsWeightsAsARequestWouldGiveThem() {
    assertThat(members(GRU)).containsOnlyKeys("type", "input", "hidden", "inputBias", "hiddenBias");
    assertThat(members(BARE_GRU)).containsOnlyKeys("type", "input", "hidden");
    assertThat(members(TANH)).containsOnlyKeys("type", "input", "hidden", "bias");
    assertThat(members(BARE_TANH)).containsOnlyKeys("type", "input", "hidden");
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
  }
}
