package attention.stage;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.trace.Member;

/**
 * Scores times a factor (Vaswani et al. 2017, arXiv:1706.03762, section 3.2.1, where the factor is
 * 1/√d_k).
 */
public record Scale<M extends Matrix<M>>(Kernel<M> kernel, double factor) implements Stage<M> {

  /** In LaTeX, with the letters of the answer. */
  public static final String FORMULA = "\\omega_{ij} \\leftarrow \\text{scale} \\cdot \\omega_{ij}";

  @Override
  public Member member() {
    return Member.SCALED_SCORES;
  }

  @Override
  public String formula() {
    return FORMULA;
  }

  @Override
  public void apply(M in, int[] queries, M out) {
    kernel.scale(in, factor, out);
  }
}
