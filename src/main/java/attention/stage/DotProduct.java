package attention.stage;

import attention.kernel.Kernel;
import attention.kernel.PackedMatrix;
import attention.matrix.Matrix;
import attention.trace.Member;

/**
 * The dot product as score: ω_ij = q_i · k_j (Luong et al. 2015, arXiv:1508.04025, section 3.1,
 * "dot"; Vaswani et al. 2017, arXiv:1706.03762, section 3.2.1, before scaling).
 *
 * @param keys Kᵀ, d_k × n
 */
public record DotProduct<M extends Matrix<M>>(Kernel<M> kernel, PackedMatrix<M> keys)
    implements Stage<M> {

  /** In LaTeX, with the letters of the answer. */
  static final String FORMULA = "\\omega_{ij} = q_i \\cdot k_j";

  /**
   * The score of given keys.
   *
   * @param keys n × d_k
   */
  public DotProduct(Kernel<M> kernel, M keys) {
    this(kernel, kernel.packTransposed(keys));
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
    keys.multiply(in, out);
  }
}
