package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import attention.stage.BlockSize;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The estimate from the length of a body: buffers, values and a block. */
class MemoryEstimateTests {

  private static final long KEYS = 65_536;
  private static final long BUFFERS = 384 * 1024;

  private final MemoryEstimate estimate = new MemoryEstimate(KEYS, BlockSize::numbers);

  /** Without a block, to see the values alone. */
  private final MemoryEstimate values = new MemoryEstimate(KEYS, keys -> 0);

  @Test
  void anEmptyBodyHoldsTheBuffersOfItsConnection() {
    assertThat(estimate.of(0)).isEqualTo(BUFFERS);
    assertThat(MemoryEstimate.inputs(0)).isEqualTo(BUFFERS);
  }

  @Test
  void everyByteMayBePartOfAMatrix() {
    assertThat(values.of(6_000)).isEqualTo(BUFFERS + 1_000 * 312);
    assertThat(MemoryEstimate.inputs(1_000)).isEqualTo(BUFFERS + 1_000);
  }

  @Test
  void aBlockOfTheResponseIsCounted() {
    assertThat(estimate.of(400) - values.of(400)).isEqualTo(100 * 100 * 9 * 8);
    assertThat(estimate.of(4 * KEYS) - values.of(4 * KEYS))
        .isEqualTo(BlockSize.numbers(KEYS) * 9 * 8);
    assertThat(estimate.of(2) - values.of(2)).isEqualTo(9 * 8);
  }

  @Test
  void moreThanTheMostKeysNeedNoLargerBlock() {
    assertThat(estimate.of(1L << 30) - values.of(1L << 30))
        .isEqualTo(BlockSize.numbers(KEYS) * 9 * 8);
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
}
