package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Arrays are used again, each by one user at a time. */
class ByteArrayPoolTests {

  private static final int POOLED = 64 * 1024;

  private final ByteArrayPool pool = new ByteArrayPool(1);

  @Test
  void aReleasedArrayIsUsedAgain() {
    byte[] array = pool.acquire(POOLED);
    pool.release(array);
    assertThat(pool.acquire(POOLED - 1)).isSameAs(array);
  }

  @Test
  void shortArraysLeaveLongOnesTheirPlace() {
    byte[] longOne = pool.acquire(POOLED);
    byte[] shortOne = pool.acquire(4096);
    pool.release(shortOne);
    pool.release(longOne);
    assertThat(pool.acquire(POOLED)).isSameAs(longOne);
    assertThat(pool.acquire(30_000)).isSameAs(shortOne);
  }

  @Test
  void anArrayInUseIsNotHandedOut() {
    byte[] array = pool.acquire(POOLED);
    pool.release(array);
    assertThat(pool.acquire(POOLED)).isSameAs(array);
    assertThat(pool.acquire(POOLED)).isNotSameAs(array);
  }

  @Test
  void anArrayThatIsTooShortIsReplaced() {
    pool.release(new byte[POOLED]);
    byte[] longer = pool.acquire(POOLED + 1);
    assertThat(longer).hasSizeGreaterThan(POOLED);
    pool.release(longer);
    assertThat(pool.acquire(POOLED)).isSameAs(longer);
  }

  @Test
  void noMoreArraysAreKeptThanThePoolHolds() {
    byte[] first = new byte[POOLED];
    pool.release(first);
    pool.release(new byte[POOLED]);
    assertThat(pool.acquire(POOLED)).isSameAs(first);
    assertThat(pool.acquire(POOLED)).isNotSameAs(first).hasSize(POOLED);
  }

  @Test
  void neitherSmallNorHugeArraysAreKept() {
    for (int bytes : new int[] {100, 100_000_000}) {
      byte[] array = new byte[bytes];
      pool.release(array);
      assertThat(pool.acquire(bytes)).isNotSameAs(array);
    }
  }
}
