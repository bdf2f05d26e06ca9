package attention.stage;

import attention.kernel.Kernel;
import attention.kernel.PackedMatrix;
import attention.matrix.Matrix;
import attention.trace.Member;

/**
 * The dot product through a matrix: ω_ij = q_i·W·k_j (Luong et al. 2015, arXiv:1508.04025, section
 * 3.1, "general").
 *
 * @param weights d_q × d_k
 * @param keys Kᵀ, d_k × n
 */
public record GeneralProduct<M extends Matrix<M>>(
    Kernel<M> kernel, Projection<M> weights, PackedMatrix<M> keys) implements Stage<M> {

  /** In LaTeX, with the letters of the answer. */
  static final String FORMULA = "\\omega_{ij} = q_i W k_j^{\\top}";

  /**
   * The score of given keys.
   *
   * @param weights d_q × d_k
   * @param keys n × d_k
   */
  public GeneralProduct(Kernel<M> kernel, M weights, M keys) {
    this(kernel, new Projection<>(kernel, weights, null), kernel.packTransposed(keys));
  }

  @Override
  public Member member() {
    return Member.SCORES;
  }

  @Override
  public String formula() {
    return FORMULA;
  }

  @Override
  public void apply(M in, int[] queries, M out) {
    keys.multiply(weights.unrounded(in), out);
  }
}
