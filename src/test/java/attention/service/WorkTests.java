package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import attention.kernel.Kernels;
import attention.problem.Faults;
import attention.stage.Normalization;
import attention.trace.Member;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkTests {

  private static long cell(Normalization normalization, Member wanted, long keys) {
    PlanContext<?> context =
        new PlanContext<>(
            Kernels.scalar().float32(),
            Planning.DEFAULT.limits(),
            new Faults(),
            Set.of(wanted),
            true);
    return Work.cell(context, normalization, keys, 0);
  }

  /** Measured at 16,384 keys: 63 times the time of softmax. */
  @Test
  void whatIsSortedCostsMoreTheMoreKeysThereAre() {
    long softmax = cell(Normalization.SOFTMAX, Member.WEIGHTS, 16_384);
    assertThat(cell(Normalization.SOFTMAX, Member.WEIGHTS, 64)).isEqualTo(softmax);
    for (Normalization sparse : List.of(Normalization.SPARSEMAX, Normalization.ENTMAX_15)) {
      assertThat(cell(sparse, Member.WEIGHTS, 16_384)).isBetween(50 * softmax, 70 * softmax);
      assertThat(cell(sparse, Member.WEIGHTS, 64)).isLessThan(30 * softmax);
    }
  }

  @Test
  void entropyCostsALogarithm() {
    assertThat(cell(Normalization.SOFTMAX, Member.ENTROPY, 64))
        .isEqualTo(cell(Normalization.SOFTMAX, Member.WEIGHTS, 64) + 64);
  }
}
