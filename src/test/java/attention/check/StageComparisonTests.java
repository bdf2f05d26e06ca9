package attention.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.mistake.Given;
import attention.mistake.Tolerance;
import attention.trace.Member;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two rows of three scores, with a tolerance of 0.5. */
class StageComparisonTests {

  private static final int[] SHAPE = {2, 3};
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static StageComparison comparison(double... numbers) {
    Given given = new Given(Member.SCORES, SHAPE, numbers, new Tolerance(0.5, 0), 0);
    return new StageComparison(given, SHAPE, SHAPE, 3);
  }

  private static StageComparison compared(double... numbers) {
    StageComparison comparison = comparison(numbers);
    comparison.add(0, new double[] {1, 2, 3});
    comparison.add(1, new double[] {4, 5, Double.NaN});
    return comparison;
  }

  @Test
  void numbersWithinTheToleranceAgree() {
    StageComparison comparison = compared(1.5, 2, 2.75, 4, 5, Double.NaN);
    assertThat(comparison.agrees()).isTrue();
    assertThat(comparison.firstRow()).isEqualTo(-1);
    assertThat(comparison.excess()).isZero();
    StageReport report = comparison.report();
    assertThat(report.agrees()).isTrue();
    assertThat(report.differing()).isZero();
    assertThat(report.largest()).isEqualTo(0.5);
    assertThat(report.difference()).isNull();
  }

  @Test
  void theFirstAndTheWorstDifferenceAreFound() {
    StageComparison comparison = compared(1, 2, 4, 4, 8, Double.NaN);
    assertThat(comparison.agrees()).isFalse();
    assertThat(comparison.firstRow()).isZero();
    assertThat(comparison.worstRow()).isEqualTo(1);
    assertThat(comparison.excess()).isCloseTo(2.5, within(1e-12));
    StageReport report = comparison.report();
    assertThat(report.differing()).isEqualTo(2);
    assertThat(report.cells()).isEqualTo(6);
    assertThat(report.largest()).isEqualTo(3);
    StageReport.Difference first = Objects.requireNonNull(report.difference());
    assertThat(first.at()).containsExactly(0, 2);
    assertThat(first.expected()).isEqualTo(3);
    assertThat(first.actual()).isEqualTo(4);
  }

  @Test
  void rowsMayComeInAnyOrder() {
    StageComparison comparison = comparison(9, 2, 3, 9, 5, 6);
    comparison.add(1, new double[] {4, 5, 6});
    comparison.add(0, new double[] {1, 2, 3});
    assertThat(comparison.firstRow()).isZero();
    assertThat(comparison.worstRow()).isZero();
    StageReport.Difference first = Objects.requireNonNull(comparison.report().difference());
    assertThat(first.expected()).isEqualTo(1);
  }

  @Test
  void whatIsNotFiniteIsInfinitelyFar() {
    StageComparison comparison = compared(1, 2, 3, 4, INFINITY, Double.NaN);
    assertThat(comparison.excess()).isEqualTo(INFINITY);
    assertThat(comparison.report().largest()).isZero();
  }

  @Test
  void anotherShapeIsReportedWithoutADifference() {
    Given given = new Given(Member.SCORES, new int[] {6}, new double[6], new Tolerance(1, 0), 0);
    StageComparison comparison = new StageComparison(given, new int[] {1, 6}, SHAPE, 3);
    comparison.add(0, new double[] {1, 2, 3});
    assertThat(comparison.hasSameShape()).isFalse();
    assertThat(comparison.agrees()).isFalse();
    assertThat(comparison.report().actualShape()).containsExactly(1, 6);
    assertThat(comparison.report().largest()).isNull();
    assertThat(StageComparison.firstOf(List.of(compared(1, 2, 3, 4, 5, INFINITY), comparison)))
        .isSameAs(comparison);
  }
}
