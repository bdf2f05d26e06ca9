package attention.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generator against what others draw from it. */
class TorchGeneratorTests {

  private static long[] draws(long seed, int count) {
    TorchGenerator generator = new TorchGenerator(seed);
    return LongStream.generate(() -> Integer.toUnsignedLong(generator.nextInt()))
        .limit(count)
        .toArray();
  }

  @Test
  void theTenThousandthDrawIsThatOfTheCppStandard() {
    assertThat(draws(5489, 10_000)[9_999]).isEqualTo(4_123_659_995L);
  }

  /** NumPy 2.4's MT19937 after legacy seeding: the first, the 625th and the 10000th draw. */
  @ParameterizedTest
  @CsvSource({
    "0, 2357136044, 341544762, 1543171712",
    "123, 2991312382, 1280954235, 3836376121",
    "2147483647, 1689602031, 3361712287, 1158878309",
    "2147483648, 652847386, 2355930816, 110181776",
    "4000000000, 3764776428, 2159533050, 3546375910",
    "4294967295, 419326371, 3860652269, 1117955853"
  })
  void everySeedOf32BitsGivesTheNumbersOfNumPy(
      long seed, long first, long afterTheState, long last) {
    long[] draws = draws(seed, 10_000);
    assertThat(Stream.of(0, 624, 9_999).map(i -> draws[i]))
        .containsExactly(first, afterTheState, last);
  }

  @Test
  void aFloatIsMadeOfTheLowerBits() {
    TorchGenerator generator = new TorchGenerator(5489);
    for (long draw : draws(5489, 1_000)) {
      assertThat(generator.nextFloat()).isEqualTo((float) ((draw % (1 << 24)) / 16_777_216.0));
    }
  }
}
