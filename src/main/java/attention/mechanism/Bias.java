package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;

/**
 * Scores plus a number for each query and key; −∞ in the bias forbids the key.
 *
 * @param bias q × n over all queries, finite or −∞
 */
public record Bias<M extends Matrix<M>>(Kernel<M> kernel, M bias) implements Stage<M> {

  @Override
  public Member member() {
    return Member.BIASED_SCORES;
  }

  @Override
  public String formula() {
    return "\\omega_{ij} \\leftarrow \\omega_{ij} + \\text{bias}_{ij}";
  }

  @Override
  public void apply(M in, int[] queries, M out) {
    kernel.add(in, bias.select(queries), out);
  }

  @Override
  public int firstOverflow(M out, int row, int query) {
    if (kernel.countFinite(out, row) == kernel.countFinite(bias, query)) {
      return -1;
    }
    int column = 0;
    while (Double.isFinite(out.at(row, column)) || Double.isInfinite(bias.at(query, column))) {
      column++;
    }
    return column;
  }
}
