package attention.mechanism;

import static attention.trace.Member.OUTPUT;
import static attention.trace.Member.QUERY;
import static attention.trace.Member.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import attention.trace.Member;
import attention.trace.Warning;
import attention.trace.Warning.Code;
import org.junit.jupiter.api.Test;

/** Projections and outputs of several heads that leave the range of their dtype say where. */
class HeadOverflowTests {

  /** Twice this is no float. */
  private static final double HUGE = 3e38;

  private static double[][] diagonal(double value) {
    return new double[][] {{value, 0}, {0, value}};
  }

  @Test
  void aQueryThatAProjectionTakesOutOfTheRangeIsTold() {
    double[][] x = {{HUGE, 1}, {1, 1}};
    Result result =
        Transformer.over(x, 2, 2)
            .in(Dtype.FLOAT32)
            .query(Transformer.weights(diagonal(2)))
            .computed();
    result.warned(0, 0, Code.OVERFLOW, QUERY);
    assertThat(result.warnings(0, 1)).isEmpty();
    assertThat(result.warnings(1, 1)).isEmpty();
    assertThat(result.at(WEIGHTS, 0, 0)).containsOnly(Double.NaN);
  }

  @Test
  void aKeyThatAProjectionTakesOutOfTheRangeIsToldInEveryRowOfItsHead() {
    double[][] x = {{1, 1}, {1, HUGE}};
    Result result =
        Transformer.over(x, 2, 2)
            .in(Dtype.FLOAT32)
            .key(Transformer.weights(diagonal(2)))
            .computed();
    for (int row = 0; row < 2; row++) {
      assertThat(result.warnings(row, 0)).isEmpty();
      assertThat(result.warned(row, 1, Code.OVERFLOW, Member.KEYS)).contains("keys[1][0]");
    }
  }

  @Test
  void aValueThatAProjectionTakesOutOfTheRangeIsTold() {
    double[][] x = {{1, HUGE}, {0, 0}};
    Result result =
        Transformer.over(x, 1, 1)
            .in(Dtype.FLOAT32)
            .query(Transformer.weights(diagonal(0)))
            .value(Transformer.weights(diagonal(4)))
            .computed();
    assertThat(result.warned(0, 0, Code.OVERFLOW, Member.VALUES)).contains("values[0][1]");
    assertThat(result.at(WEIGHTS, 1, 0)).containsExactly(0.5, 0.5);
  }

  @Test
  void anOutputOutOfTheRangeIsToldInTheRowAndNotInAHead() {
    double[][] x = {{1, 3e20}, {1, 0}};
    Result result =
        Transformer.over(x, 2, 2)
            .in(Dtype.FLOAT32)
            .query(Transformer.weights(diagonal(1e-22)))
            .output(Transformer.weights(new double[][] {{1, 0}, {0, 3e18}}))
            .computed();
    assertThat(result.warned(0, Code.OVERFLOW, OUTPUT)).contains("output[1]");
    assertThat(result.warnings(0, 1)).isEmpty();
    Result first =
        Transformer.over(x, 1, 1)
            .in(Dtype.FLOAT32)
            .query(Transformer.weights(diagonal(1e-22)))
            .output(Transformer.weights(new double[][] {{0}, {3e18}}))
            .computed();
    assertThat(first.warned(0, Code.OVERFLOW, OUTPUT)).contains("output[0]");
  }

  @Test
  void anOutputThatFollowsFromAnOverflowIsNotToldAgain() {
    double[][] x = {{HUGE, 1}, {1, 1}};
    Result result =
        Transformer.over(x, 2, 2)
            .in(Dtype.FLOAT32)
            .output(Transformer.weights(diagonal(2)))
            .computed();
    assertThat(result.warnings(0, 0)).extracting(Warning::code).containsExactly(Code.OVERFLOW);
    assertThat(result.warnings(0)).isEmpty();
    assertThat(result.at(OUTPUT, 0)).contains(Double.NaN);
  }
}
