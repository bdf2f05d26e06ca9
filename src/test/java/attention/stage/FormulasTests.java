package attention.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every formula that a stage can have in an answer is listed, once. */
class FormulasTests {

  @Test
  void aSingleHeadHasOneBias() {
    assertThat(Bias.formulas(false))
        .containsExactly("\\omega_{ij} \\leftarrow \\omega_{ij} + \\text{bias}_{ij}");
  }

  @Test
  void headsHaveEachChoiceOfTheirThreeBiases() {
    String bias = " + \\text{bias}_{ij}";
    String own = " + \\text{headBias}^{(h)}_{ij}";
    String slope = " - \\text{slope}^{(h)} \\cdot |i + \\text{offset} - j|";
    String sum = "\\omega_{ij} \\leftarrow \\omega_{ij}";
    assertThat(Bias.formulas(true))
        .containsExactly(
            sum + bias,
            sum + own,
            sum + bias + own,
            sum + slope,
            sum + bias + slope,
            sum + own + slope,
            sum + bias + own + slope);
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatTakesASinkHasAFormulaWithOne(Normalization normalization) {
    boolean exponential =
        normalization == Normalization.SOFTMAX || normalization == Normalization.NAIVE_SOFTMAX;
    assertThat(normalization.formulas()).doesNotHaveDuplicates().hasSize(exponential ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource
  void aNormCanHaveAGainAndTheOneOfLayersABiasToo(Side side) {
    assertThat(QueryKeyNorm.formulas(side))
        .doesNotHaveDuplicates()
        .hasSize(2 * VectorNorm.values().length + 2);
  }

  @ParameterizedTest
  @EnumSource
  void aRotationHasAFormulaForEachPairing(Side side) {
    assertThat(Rotation.formulas(side))
        .doesNotHaveDuplicates()
        .hasSize(Pairing.values().length)
        .allMatch(formula -> formula.contains("\\cos p_" + side.index() + " f_m"));
  }
}
