package attention.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.stage.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One weight, computed from what its row adds up to. */
class NormalizerTests {

  private static final double NONE = Double.NEGATIVE_INFINITY;

  /** Up to the rounding of exponentials to float32. */
  private static void isThatOfTheRow(Normalizer normalizer, OneRow scores) {
    double[] row = normalizer.weigh(scores, 0, 0);
    for (int key = 0; key < row.length; key++) {
      assertThat(normalizer.weight(scores, 0, 0, key)).isEqualTo(row[key], within(1e-7));
    }
  }

  @ParameterizedTest
  @EnumSource(Normalization.class)
  void aWeightIsThatOfItsRow(Normalization asked) {
    Normalizer normalizer = RowNormalizers.normalizer(asked);
    isThatOfTheRow(normalizer, new OneRow(NONE, 0.5, -2, 3, NONE, 1.25));
    isThatOfTheRow(normalizer, new OneRow(NONE, 700, 701, 702));
    isThatOfTheRow(normalizer, new OneRow(NONE, -90, -91, NONE));
    isThatOfTheRow(normalizer, new OneRow(NONE, NONE, NONE, NONE, NONE));
  }

  @ParameterizedTest
  @EnumSource(names = {"SOFTMAX", "NAIVE_SOFTMAX"})
  void theSinkCounts(Normalization asked) {
    isThatOfTheRow(RowNormalizers.normalizer(asked), new OneRow(2, 0.5, NONE, 3));
    isThatOfTheRow(RowNormalizers.normalizer(asked), new OneRow(95, 0.5, -2, 3));
  }

  @Test
  void theTotalsOfARowAreKept() {
    Normalizer softmax = RowNormalizers.normalizer(Normalization.SOFTMAX);
    double[] row = {0, 0};
    OneRow scores = new OneRow(NONE, row);
    assertThat(softmax.weight(scores, 0, 0, 1)).isEqualTo(0.5);
    row[0] = 5;
    assertThat(softmax.weight(scores, 0, 0, 1)).isEqualTo(0.5);
  }

  @Test
  void whatSortsARowIsNotByCell() {
    assertThat(RowNormalizers.normalizer(Normalization.SPARSEMAX).isByCell()).isFalse();
    assertThat(RowNormalizers.normalizer(Normalization.SOFTMAX).isByCell()).isTrue();
  }

  @Test
  void theTotalsOfARowAreItsSums() {
    Normalizer.Totals totals = Normalizer.Totals.of(new double[] {1, NONE, -3}, 2);
    assertThat(totals.max()).isEqualTo(2);
    assertThat(totals.powers()).isEqualTo(Math.exp(-1) + Math.exp(-5) + 1, within(1e-15));
    assertThat(totals.positive()).isEqualTo(1);
    assertThat(totals.finite()).isEqualTo(-2);
    assertThat(totals.keys()).isEqualTo(3);
    assertThat(totals.empty()).isFalse();
    assertThat(Normalizer.Totals.of(new double[] {NONE}, 2).empty()).isTrue();
  }
}
