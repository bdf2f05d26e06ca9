package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Member;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ends of float64, where a product overflows and a quotient is 0. */
class LegendTests {

  private static final Grid ONE = new Grid(1, 1);

  private static Legend legend(Member stage, ColourScale scale, double value) {
    List<Cells> cells = List.of(new Cells(ONE, ONE, new double[] {value}));
    return Legend.of(Range.of(new View(stage, scale, null), cells), cells, 200);
  }

  private static void assertDrawn(Legend legend) {
    assertThat(legend.range().least()).isPositive();
    assertThat(legend.marks())
        .allSatisfy(mark -> {
          assertThat(mark.at()).isBetween(0.0, 1.0);
          assertThat(mark.text()).isNotEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(ColourScale.class)
  void theLargestAndTheSmallestNumbersHaveOne(ColourScale scale) {
    for (double value :
        new double[] {Double.MAX_VALUE, -1e308, Double.MIN_VALUE, -1e-323, 1e-310}) {
      assertDrawn(legend(Member.QUERY, scale, value));
      assertDrawn(legend(Member.ENTROPY, scale, Math.abs(value)));
    }
  }

  @Test
  void numbersFarFromOneStandInPowersOfTen() {
    List<String> texts =
        legend(Member.QUERY, ColourScale.MAX, 8e307).marks().stream()
            .map(mark -> String.join("", mark.text().stream().map(Run::text).toList()))
            .toList();
    assertThat(texts)
        .containsExactly("−8.00·10307", "−4.00·10307", "0", "4.00·10307", "8.00·10307");
  }
}
