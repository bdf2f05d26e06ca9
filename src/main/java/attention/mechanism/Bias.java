package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Scores plus a number for each query and key; −∞ in a bias forbids the key.
 *
 * @param shared q × n over all queries, finite or −∞; absent where only the head has a bias
 * @param own the same, of one head alone
 */
public record Bias<M extends Matrix<M>>(Kernel<M> kernel, @Nullable M shared, @Nullable M own)
    implements Stage<M> {

  @Override
  public Member member() {
    return Member.BIASED_SCORES;
  }

  @Override
  public String formula() {
    return "\\omega_{ij} \\leftarrow \\omega_{ij}"
        + (shared == null ? "" : " + \\text{bias}_{ij}")
        + (own == null ? "" : " + \\text{headBias}^{(h)}_{ij}");
  }

  @Override
  public void apply(M in, int[] queries, M out) {
    M current = in;
    if (shared != null) {
      kernel.add(current, shared.select(queries), out);
      current = out;
    }
    if (own != null) {
      kernel.add(current, own.select(queries), out);
    }
  }

  @Override
  public int firstOverflow(M out, int row, int query) {
    if (kernel.countFinite(out, row) == out.columns()) {
      return -1;
    }
    for (int column = 0; column < out.columns(); column++) {
      boolean forbidden = isForbidden(shared, query, column) || isForbidden(own, query, column);
      if (!forbidden && !Double.isFinite(out.at(row, column))) {
        return column;
      }
    }
    return -1;
  }

  private boolean isForbidden(@Nullable M bias, int query, int column) {
    return bias != null && Double.isInfinite(bias.at(query, column));
  }
}
