package attention.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formats of numbers. */
class DtypeTests {

  @Test
  void theyAreCalledAsNumPyAndPyTorchCallThem() {
    assertThat(Dtype.FLOAT32).hasToString("float32");
    assertThat(Dtype.FLOAT64).hasToString("float64");
    assertThat(Dtype.FLOAT16).hasToString("float16");
    assertThat(Dtype.BFLOAT16).hasToString("bfloat16");
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

  @ParameterizedTest
  @CsvSource({
    "0.1, 0x1.998p-4",
    "2049, 2048",
    "2051, 2052",
    "1.0004882812509095, 1.0009765625",
    "65519.99, 65504",
    "65520, Infinity",
    "-1e5, -Infinity",
    "0x1.8p-24, 0x1.0p-23",
    "NaN, NaN"
  })
  void float16RoundsToTheNearestTiesToEven(double value, double rounded) {
    assertThat(Dtype.FLOAT16.round(value)).isEqualTo(Double.valueOf(rounded));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0x1.9ap-4",
    "257, 256",
    "259, 260",
    "0x1.0100000000001p0, 0x1.02p0",
    "65520, 65536",
    "3.4e38, Infinity",
    "NaN, NaN"
  })
  void bfloat16RoundsToTheNearestTiesToEven(double value, double rounded) {
    assertThat(Dtype.BFLOAT16.round(value)).isEqualTo(Double.valueOf(rounded));
  }

  @Test
  void float32AndFloat64LeaveWhatIsFloat32() {
    float[] numbers = {0.1f, Float.MIN_VALUE, Float.NaN, Float.MAX_VALUE};
    Dtype.FLOAT32.round(numbers, 0, 4);
    Dtype.FLOAT64.round(numbers, 0, 4);
    assertThat(numbers).containsExactly(0.1f, Float.MIN_VALUE, Float.NaN, Float.MAX_VALUE);
  }

  @Test
  void halvesTakeHalfTheBytesInAFileAndAreHeldAsFloat32() {
    assertThat(Stream.of(Dtype.values()).map(Dtype::bytes)).containsExactly(4, 8, 2, 2);
    assertThat(Stream.of(Dtype.values()).map(Dtype::bytesInMemory)).containsExactly(4, 8, 4, 4);
    assertThat(Stream.of(Dtype.values()).map(Dtype::wide))
        .containsExactly(Dtype.FLOAT32, Dtype.FLOAT64, Dtype.FLOAT32, Dtype.FLOAT32);
  }

  @Test
  void furtherThanFloat16ReachesFloat32AndFurthestFloat64() {
    assertThat(Stream.of(Dtype.values()).map(Dtype::further))
        .containsExactly(Dtype.FLOAT64, Dtype.FLOAT64, Dtype.FLOAT32, Dtype.FLOAT64);
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

  @Test
  void aHalfIsWrittenAsTheFloat32ThatItIs() {
    assertThat(Dtype.FLOAT16.text(Dtype.FLOAT16.largest())).isEqualTo("65504.0");
    assertThat(Dtype.FLOAT16.text(Dtype.FLOAT16.round(0.1))).isEqualTo("0.099975586");
    assertThat(Dtype.BFLOAT16.text(Dtype.BFLOAT16.largest())).isEqualTo("3.3895314E38");
  }
}
