package attention.mistake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** By how much two numbers differ beyond what they may. */
class ToleranceTests {

  private final Tolerance tolerance = new Tolerance(0.5, 0.25);

  @Test
  void theExcessIsWhatIsLeftOfADifference() {
    assertThat(tolerance.excess(10, -4)).isEqualTo(12.5, within(1e-12));
    assertThat(tolerance.excess(-10, 4)).isEqualTo(12.5, within(1e-12));
  }

  @Test
  void theExcessOfWhatAgreesIsNotPositive() {
    assertThat(tolerance.excess(5.5, 4)).isEqualTo(0, within(1e-12));
    assertThat(tolerance.excess(4, 4)).isEqualTo(-1.5, within(1e-12));
    assertThat(tolerance.excess(Double.NaN, Double.NEGATIVE_INFINITY)).isZero();
  }

  @Test
  void whatIsNotFiniteExceedsEverything() {
    assertThat(tolerance.excess(Double.NaN, 1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(tolerance.excess(1, Double.NEGATIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
