package attention.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is left of a vector without its part in a span. */
class LinearSpanTests {

  private final LinearSpan span = new LinearSpan();

  @Test
  void nothingIsSpannedByNothing() {
    assertThat(span.rest(new double[] {1, -2})).containsExactly(1, -2);
  }

  @Test
  void aSumOfMultiplesIsInTheSpan() {
    span.add(new double[] {3, 4, 0});
    span.add(new double[] {1, 1, 1});
    assertThat(span.rest(new double[] {2 * 3 - 5, 2 * 4 - 5, -5}))
        .containsExactly(new double[] {0, 0, 0}, within(1e-12));
  }

  @Test
  void whatIsOrthogonalIsLeft() {
    span.add(new double[] {2, 0, 0});
    span.add(new double[] {1, 3, 0});
    assertThat(span.rest(new double[] {5, 6, 7}))
        .containsExactly(new double[] {0, 0, 7}, within(1e-12));
  }

  @Test
  void aMultipleOfWhatIsThereAddsNothing() {
    span.add(new double[] {0.1, 0.2, 0.3});
    span.add(new double[] {0.7, 1.4, 2.1});
    double[] rest = span.rest(new double[] {3, 0, -1});
    assertThat(rest).containsExactly(new double[] {3, 0, -1}, within(1e-12));
  }

  @Test
  void zerosAddNothing() {
    span.add(new double[2]);
    assertThat(span.rest(new double[] {1, 2})).containsExactly(1, 2);
  }

  @Test
  void moreNumbersThanAreKeptLeaveNothingToSee() {
    double[] first = new double[LinearSpan.MOST / 2];
    double[] second = first.clone();
    double[] third = first.clone();
    first[0] = 1;
    second[1] = 1;
    third[2] = 1;
    span.add(first);
    span.add(second);
    assertThat(span.isEverything()).isFalse();
    assertThat(span.dimension()).isEqualTo(2);
    span.add(third);
    assertThat(span.isEverything()).isTrue();
    assertThat(span.dimension()).isZero();
    assertThat(span.rest(third)).containsOnly(Double.NaN);
  }

  @Test
  void whatIsNotFiniteLeavesNothingToSee() {
    span.add(new double[] {Double.NaN, 1});
    assertThat(span.rest(new double[] {1, 2})).containsOnly(Double.NaN);
  }
}
