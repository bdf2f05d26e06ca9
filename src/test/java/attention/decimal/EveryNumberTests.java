package attention.decimal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The proof that every float32 is written right, which takes minutes, and nearly one for float64.
 */
@Tag("exhaustive")
class EveryNumberTests {

  private static final int PARTS = 1 << 12;
  private static final int ROW = 1 << 10;
  private static final int DOUBLES = 100_000_000;

  @Test
  void everyFloatIsShortest() {
    List<String> faults =
        IntStream.range(0, PARTS)
            .parallel()
            .mapToObj(EveryNumberTests::faultsOfFloats)
            .flatMap(List::stream)
            .limit(100)
            .toList();
    assertThat(faults).isEmpty();
  }

  private static List<String> faultsOfFloats(int part) {
    Shortest shortest = new Shortest();
    long all = 1L << Integer.SIZE;
    return LongStream.range(all / PARTS * part, all / PARTS * (part + 1))
        .mapToObj(bits -> Float.intBitsToFloat((int) bits))
        .filter(Float::isFinite)
        .flatMap(value -> shortest.fault(value).stream())
        .toList();
  }

  @Test
  void everyFloatIsTheSameOnVectors() {
    assumeTrue(SimdFloatText.isSupported(), "Without vectors of 256 bits this takes days");
    List<Long> faults =
        IntStream.range(0, PARTS)
            .parallel()
            .boxed()
            .flatMap(EveryNumberTests::differences)
            .toList();
    assertThat(faults).isEmpty();
  }

  /** The first number of each row of a part that vectors write otherwise. */
  private static Stream<Long> differences(int part) {
    FloatText scalar = new ScalarFloatText();
    FloatText simd = new SimdFloatText();
    float[] row = new float[ROW];
    byte[] one = new byte[ROW * FloatText.LONGEST + Digits.SLACK];
    byte[] eight = one.clone();
    long all = 1L << Integer.SIZE;
    return LongStream.iterate(
            all / PARTS * part, first -> first < all / PARTS * (part + 1), first -> first + ROW)
        .filter(first -> {
          for (int i = 0; i < ROW; i++) {
            row[i] = Float.intBitsToFloat((int) first + i);
          }
          int end = scalar.write(row, 0, ROW, one, 0);
          return simd.write(row, 0, ROW, eight, 0) != end
              || !Arrays.equals(one, 0, end, eight, 0, end);
        })
        .boxed();
  }

  @Test
  void aHundredMillionDoublesAreShortest() {
    List<String> faults =
        IntStream.range(0, PARTS)
            .parallel()
            .mapToObj(EveryNumberTests::faultsOfDoubles)
            .flatMap(List::stream)
            .limit(100)
            .toList();
    assertThat(faults).isEmpty();
  }

  private static List<String> faultsOfDoubles(int part) {
    Shortest shortest = new Shortest();
    return new SplittableRandom(part)
        .longs(DOUBLES / PARTS + 1)
        .mapToObj(Double::longBitsToDouble)
        .filter(Double::isFinite)
        .flatMap(value -> shortest.fault(value).stream())
        .toList();
  }
}
