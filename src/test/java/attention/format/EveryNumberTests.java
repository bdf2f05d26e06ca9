package attention.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The proof that every float32 is written right, which takes minutes, and nearly one for float64.
 */
@Tag("exhaustive")
class EveryNumberTests {

  private static final int PARTS = 1 << 12;
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
