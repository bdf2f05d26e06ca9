package attention.mistake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.definition.Normalizer;
import attention.definition.OneRow;
import attention.definition.Rows;
import attention.stage.Normalization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is taken for a softmax, row by row and weight by weight. */
class MistakenNormalizersTests {

  private static final double NONE = Double.NEGATIVE_INFINITY;

  private static final List<OneRow> ROWS =
      List.of(
          new OneRow(NONE, 0.5, -2, 3, NONE, 1.25),
          new OneRow(NONE, -5, -1, -3),
          new OneRow(NONE, 80, 95, 3),
          new OneRow(NONE, NONE, NONE));

  @Test
  void aWeightIsThatOfItsRow() {
    List<Normalizer> all =
        List.of(
            MistakenNormalizers.LOG_SOFTMAX,
            MistakenNormalizers.OFF_BY_ONE,
            MistakenNormalizers.EXPONENTIALS,
            MistakenNormalizers.SHIFTED_EXPONENTIALS,
            MistakenNormalizers.RELU,
            MistakenNormalizers.RELU_OVER_KEYS,
            MistakenNormalizers.OVERFLOWING,
            MistakenNormalizers.BASE_2,
            WideNormalizers.OVER_QUERIES,
            WideNormalizers.OVER_HEADS,
            new WideNormalizers.Over(WideNormalizers.Extent.HEAD),
            new WideNormalizers.Over(WideNormalizers.Extent.ROW_OF_ALL_HEADS),
            new WideNormalizers.Over(WideNormalizers.Extent.ALL_HEADS));
    for (Normalizer normalizer : all) {
      for (OneRow scores : ROWS) {
        double[] row = normalizer.weigh(scores, 0, 0);
        for (int key = 0; key < row.length; key++) {
          double slack = Double.isFinite(row[key]) ? 1e-7 * Math.max(1, Math.abs(row[key])) : 0;
          assertThat(normalizer.weight(scores, 0, 0, key)).isEqualTo(row[key], within(slack));
        }
      }
    }
  }

  @Test
  void whatIsSaidToAddUpToOneDoes() {
    for (Normalization asked : Normalization.values()) {
      Normalizer normalizer = MistakenNormalizers.of(asked);
      boolean certain = asked != Normalization.SUM && asked != Normalization.NAIVE_SOFTMAX;
      assertThat(MistakenNormalizers.addUpToOne(normalizer)).isEqualTo(certain);
      if (certain) {
        ROWS.forEach(
            row -> assertThat(Rows.sum(normalizer.weigh(row, 0, 0))).isEqualTo(1, within(1e-12)));
      }
    }
    assertThat(MistakenNormalizers.addUpToOne(MistakenNormalizers.BASE_2)).isTrue();
    ROWS.forEach(row ->
        assertThat(Rows.sum(MistakenNormalizers.BASE_2.weigh(row, 0, 0)))
            .isEqualTo(1, within(1e-12)));
    assertThat(MistakenNormalizers.addUpToOne(MistakenNormalizers.OFF_BY_ONE)).isFalse();
  }
}
