package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;

/**
 * The dot product through a matrix: ω_ij = q_i·W·k_j (Luong et al. 2015, arXiv:1508.04025, section
 * 3.1, "general").
 *
 * @param weights d_q × d_k
 * @param keys n × d_k
 */
public record GeneralProduct<M extends Matrix<M>>(Kernel<M> kernel, M weights, M keys)
    implements Stage<M> {

  @Override
  public Member member() {
    return Member.SCORES;
  }

  @Override
  public String formula() {
    return "\\omega_{ij} = q_i W k_j^{\\top}";
  }

  @Override
  public void apply(M in, int[] queries, M out) {
    M mapped = kernel.zeros(in.rows(), weights.columns());
    kernel.product(in, weights, mapped);
    kernel.productTransposed(mapped, keys, out);
  }

  @Override
  public int firstOverflow(M out, int row, int query) {
    return Range.firstOutside(kernel, out, row);
  }
}
