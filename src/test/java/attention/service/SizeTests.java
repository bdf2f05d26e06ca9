package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is not known of a size is neither checked nor computed with. */
class SizeTests {

  private static final Size NONE = Size.of(0);
  private static final Size TWO = Size.of(2);
  private static final Size THREE = Size.of(3);

  @Test
  void anUnknownSizeFitsEveryOther() {
    assertThat(Size.UNKNOWN.fits(TWO)).isTrue();
    assertThat(TWO.fits(Size.UNKNOWN)).isTrue();
    assertThat(TWO.fits(Size.of(2))).isTrue();
    assertThat(TWO.fits(THREE)).isFalse();
    assertThat(NONE.fits(TWO)).isFalse();
  }

  @Test
  void whatIsComputedFromAnUnknownSizeIsUnknown() {
    assertThat(TWO.plus(THREE)).isEqualTo(Size.of(5));
    assertThat(TWO.plus(Size.UNKNOWN).isKnown()).isFalse();
    assertThat(Size.UNKNOWN.plus(TWO).isKnown()).isFalse();
    assertThat(TWO.times(3)).isEqualTo(Size.of(6));
    assertThat(Size.UNKNOWN.times(3).isKnown()).isFalse();
    assertThat(NONE.isKnown()).isTrue();
  }

  @Test
  void anUnknownSizeIsReplacedByAnother() {
    assertThat(TWO.or(THREE)).isEqualTo(TWO);
    assertThat(Size.UNKNOWN.or(THREE)).isEqualTo(THREE);
  }

  @Test
  void anUnknownSizeHasNoNumberInAMessage() {
    assertThat(TWO).hasToString("2");
    assertThat(Size.UNKNOWN.toString()).doesNotContain("-1").isNotBlank();
  }
}
