package attention.stage;

import static org.assertj.core.api.Assertions.assertThat;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.DoubleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Biases of distances, whose queries may be near each other or far apart. */
class BiasTests {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 65_535})
  void aQueryHasItsOwnDistancesHoweverFarTheOthersAre(int last) {
    Kernel<DoubleMatrix> kernel = Kernels.scalar().float64();
    DoubleMatrix scores = kernel.zeros(2, 3);
    int[] queries = {last, 0};
    new Bias<>(kernel, null, null, new Alibi(0.5, -1)).apply(scores, queries, scores);
    for (int row = 0; row < queries.length; row++) {
      for (int key = 0; key < 3; key++) {
        assertThat(scores.at(row, key)).isEqualTo(-0.5 * Math.abs(queries[row] - 1 - key));
      }
    }
  }
}
