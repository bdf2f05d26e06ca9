package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import attention.mechanism.BlockSize;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate from the length of a body is an upper bound, and the longest body keeps to it. */
class MemoryEstimateTests {

  private static final long NUMBERS = 5_000_000;
  private static final long KEYS = 65_536;
  private static final long BUFFERS = 384 * 1024;
  private static final long MB = 1024 * 1024;

  /** The bytes of all matrices of a list, and of all tokens, where each is as short as can be. */
  private static final long MATRICES = 6 * KEYS;

  private static final long TOKENS = 4 * 3 * KEYS;

  private final MemoryEstimate estimate = new MemoryEstimate(NUMBERS, KEYS, BlockSize::numbers);

  /** Without a block, to see the values alone. */
  private final MemoryEstimate values = new MemoryEstimate(NUMBERS, KEYS, keys -> 0);

  @Test
  void anEmptyBodyHoldsTheBuffersOfItsConnection() {
    assertThat(estimate.of(0)).isEqualTo(BUFFERS);
  }

  @Test
  void aShortBodyMayBeAllMatrices() {
    assertThat(values.of(6_000)).isEqualTo(BUFFERS + 1_000 * 256);
    assertThat(values.of(MATRICES)).isEqualTo(BUFFERS + KEYS * 256);
  }

  @Test
  void aLongerBodyMayHaveTokensAndNumbersBesideThem() {
    long matrices = BUFFERS + KEYS * 256;
    assertThat(values.of(MATRICES + 4_000)).isEqualTo(matrices + 1_000 * 56);
    assertThat(values.of(MATRICES + TOKENS + 2_000))
        .isEqualTo(matrices + 3 * KEYS * 56 + 1_000 * 16);
  }

  @Test
  void whatExceedsAllOfThemIsText() {
    long full = MATRICES + TOKENS + 2 * NUMBERS;
    assertThat(values.of(full)).isEqualTo(BUFFERS + KEYS * (256 + 3 * 56) + NUMBERS * 16);
    assertThat(values.of(full + 1_000) - values.of(full)).isEqualTo(2_000);
  }

  @Test
  void noMixtureOfValuesHoldsMore() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long matrices = random.nextLong(KEYS + 1);
      long tokens = random.nextLong(3 * KEYS + 1);
      long numbers = random.nextLong(1 + (1L << random.nextInt(23)));
      long text = random.nextLong(1 + (1L << random.nextInt(26)));
      long body = 6 * matrices + 4 * tokens + 2 * numbers + text;
      long held = 256 * matrices + 56 * tokens + 16 * Math.min(numbers, NUMBERS) + 2 * text;
      assertThat(values.of(body)).isGreaterThanOrEqualTo(held);
    }
  }

  @Test
  void aBlockOfTheResponseIsCounted() {
    assertThat(estimate.of(400) - values.of(400)).isEqualTo(100 * 100 * 9 * 8);
    assertThat(estimate.of(4 * KEYS) - values.of(4 * KEYS))
        .isEqualTo(BlockSize.numbers(KEYS) * 9 * 8);
    assertThat(estimate.of(2) - values.of(2)).isEqualTo(9 * 8);
  }

  @Test
  void aLongerBodyNeverHoldsLess() {
    Random random = new Random(2);
    for (int i = 0; i < 10_000; i++) {
      long body = random.nextLong(1L << random.nextInt(1, 27));
      long longer = body + random.nextLong(1L << random.nextInt(1, 24));
      assertThat(estimate.of(longer)).isGreaterThanOrEqualTo(estimate.of(body));
    }
  }

  @Test
  void inputsThatWereReadHoldTheirNumbersTwice() {
    assertThat(MemoryEstimate.inputs(0, 0)).isEqualTo(BUFFERS);
    assertThat(MemoryEstimate.inputs(1_000, 10)).isEqualTo(BUFFERS + 1_000 + 10 * 16);
  }

  @ParameterizedTest
  @ValueSource(longs = {BUFFERS, BUFFERS + 1, MB, 10 * MB, 50 * MB, 150 * MB, 170 * MB})
  void theLongestBodyIsTheLastThatFits(long budget) {
    long longest = estimate.longestBody(budget, 64 * MB);
    assertThat(longest).isBetween(0L, 64 * MB - 1);
    assertThat(estimate.of(longest)).isLessThanOrEqualTo(budget);
    assertThat(estimate.of(longest + 1)).isGreaterThan(budget);
  }

  @Test
  void theLongestBodyIsAtMostWhatIsAllowed() {
    assertThat(estimate.longestBody(1L << 40, 64 * MB)).isEqualTo(64 * MB);
    assertThat(estimate.longestBody(BUFFERS, 0)).isZero();
  }

  @Test
  void whereNotEvenTheBuffersFitNoBodyDoes() {
    assertThat(estimate.longestBody(BUFFERS - 1, 64 * MB)).isZero();
  }
}
