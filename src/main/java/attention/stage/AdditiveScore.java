package attention.stage;

import attention.kernel.Kernel;
import attention.kernel.PackedMatrix;
import attention.matrix.Matrix;
import attention.trace.Checkpoint;
import attention.trace.Member;

/**
 * A layer with tanh between query and key: ω_ij = tanh(q_i·W_q + k_j·W_k + b)·v (Bahdanau et al.
 * 2015, arXiv:1409.0473, appendix A.1.2). Luong's concat, tanh([q;k]·W)·v, is the same with W cut
 * into the rows for q and those for k (Luong et al. 2015, arXiv:1508.04025, section 3.1).
 *
 * <p>Error: at most a·ε·Σ|terms| beside that of the projections, which tanh does not enlarge.
 *
 * @param formula the one of the two that the request spoke of
 * @param query maps d_q to a
 * @param keys n × a, projected and with the bias, not rounded
 * @param energy 1 × a
 */
public record AdditiveScore<M extends Matrix<M>>(
    Kernel<M> kernel, String formula, Projection<M> query, M keys, M energy) implements Stage<M> {

  /** Bahdanau's formula. */
  public static final String ADDITIVE = "\\omega_{ij} = \\tanh(q_i W_q + k_j W_k + b) \\cdot v";

  /** Luong's formula. */
  public static final String CONCAT = "\\omega_{ij} = \\tanh([q_i ; k_j] W) \\cdot v";

  /** How many numbers of the hidden layer are held at once. */
  private static final int HIDDEN = 16_384;

  /**
   * The numbers that it computes in: those of the hidden layer that are held at once, the energy
   * packed, and the scores of the former.
   *
   * @param n the number of keys
   * @param a the width of the hidden layer
   */
  public static long workingNumbers(int n, int a) {
    return Math.min((long) n * a, Math.max(HIDDEN, a)) + 2L * a + 2L * Math.min(n, HIDDEN);
  }

  @Override
  public Member member() {
    return Member.SCORES;
  }

  @Override
  public void apply(M in, int[] queries, M out) {
    Kernel<M> wide = kernel.wide();
    M mapped = query.unrounded(in);
    int step = Math.clamp(HIDDEN / keys.columns(), 1, keys.rows());
    M layer = kernel.zeros(step, keys.columns());
    M sums = kernel.zeros(step, 1);
    PackedMatrix<M> packedEnergy = wide.packTransposed(energy);
    for (int from = 0; from < keys.rows(); from += step) {
      int to = Math.min(keys.rows(), from + step);
      M hidden = layer.rows(0, to - from);
      M column = sums.rows(0, to - from);
      for (int row = 0; row < in.rows(); row++) {
        Checkpoint.pass();
        wide.add(keys.rows(from, to), mapped.rows(row, row + 1), hidden);
        wide.tanh(hidden, hidden);
        packedEnergy.multiply(hidden, column);
        wide.scale(column.transposed(), 1, out.rows(row, row + 1).columns(from, to));
      }
    }
    kernel.round(out);
  }
}
