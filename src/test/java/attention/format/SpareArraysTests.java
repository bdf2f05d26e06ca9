package attention.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Arrays that go round. */
class SpareArraysTests {

  private static final int ENOUGH = 64 * 1024;

  private final SpareArrays spares = new SpareArrays(1);

  @Test
  void whatWasGivenBackIsUsedAgain() {
    byte[] array = spares.take(ENOUGH);
    spares.giveBack(array);
    assertThat(spares.take(ENOUGH - 1)).isSameAs(array);
  }

  @Test
  void nobodyGetsOneThatIsInUse() {
    byte[] array = spares.take(ENOUGH);
    spares.giveBack(array);
    assertThat(spares.take(ENOUGH)).isSameAs(array);
    assertThat(spares.take(ENOUGH)).isNotSameAs(array);
  }

  @Test
  void oneThatIsTooShortIsReplaced() {
    spares.giveBack(new byte[ENOUGH]);
    byte[] longer = spares.take(ENOUGH + 1);
    assertThat(longer).hasSizeGreaterThan(ENOUGH);
    spares.giveBack(longer);
    assertThat(spares.take(ENOUGH)).isSameAs(longer);
  }

  @Test
  void noMoreAreKeptThanAskedFor() {
    byte[] first = new byte[ENOUGH];
    spares.giveBack(first);
    spares.giveBack(new byte[ENOUGH]);
    assertThat(spares.take(ENOUGH)).isSameAs(first);
    assertThat(spares.take(ENOUGH)).isNotSameAs(first).hasSize(ENOUGH);
  }

  @Test
  void neitherSmallNorHugeOnesAreKept() {
    for (int bytes : new int[] {100, 100_000_000}) {
      byte[] array = new byte[bytes];
      spares.giveBack(array);
      assertThat(spares.take(bytes)).isNotSameAs(array);
    }
  }
}
