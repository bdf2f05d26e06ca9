package attention.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two formats of numbers. */
class DtypeTests {

  @Test
  void theyAreCalledAsNumPyCallsThem() {
    assertThat(Dtype.FLOAT32).hasToString("float32");
    assertThat(Dtype.FLOAT64).hasToString("float64");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0x1.99999ap-4",
    "0x1.000001p0, 0x1.0p0",
    "0x1.000003p0, 0x1.000004p0",
    "0x1.0000010000001p0, 0x1.000002p0",
    "0x1.0p-150, 0.0",
    "0x1.8p-149, 0x1.0p-148",
    "0x1.fffffefp127, 0x1.fffffep127",
    "0x1.ffffffp127, Infinity",
    "-1e39, -Infinity",
    "NaN, NaN"
  })
  void float32RoundsToTheNearestTiesToEven(double value, double rounded) {
    assertThat(Dtype.FLOAT32.round(value)).isEqualTo(Double.valueOf(rounded));
  }

  @Test
  void float64LeavesEveryNumberAsItIs() {
    assertThat(Dtype.FLOAT64.round(0.1)).isEqualTo(0.1);
    assertThat(Dtype.FLOAT64.round(1e308)).isEqualTo(1e308);
    assertThat(Dtype.FLOAT64.round(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void theLargestNumberIsFiniteAndTheNextOneIsNot() {
    assertThat(Dtype.FLOAT32.round(Dtype.FLOAT32.largest())).isEqualTo(Float.MAX_VALUE);
    assertThat(Dtype.FLOAT32.round(2 * Dtype.FLOAT32.largest())).isInfinite();
    assertThat(2 * Dtype.FLOAT64.largest()).isInfinite();
  }

  @Test
  void aTextIsTheShortestThatReadsBack() {
    assertThat(Dtype.FLOAT32.text((float) 0.1)).isEqualTo("0.1");
    assertThat(Dtype.FLOAT64.text(0.1)).isEqualTo("0.1");
    assertThat(Dtype.FLOAT64.text((float) 0.1)).isEqualTo("0.10000000149011612");
    assertThat(Dtype.FLOAT32.text(2e23)).isEqualTo("2.0E23");
  }
}
