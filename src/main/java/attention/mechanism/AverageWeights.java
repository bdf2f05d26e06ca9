package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;

/**
 * The mean of the weights of all heads, gathered head by head: Σ_h α_ij^(h) / H. A fully masked row
 * of a head counts as zeros; a row without weights in one head has no mean.
 *
 * <p>Error: at most (H + 1)/2 · ε relative, for weights that are not negative. The weights are
 * added up scaled down by a power of two, which is exact, so that no sum overflows.
 */
final class AverageWeights<M extends Matrix<M>> {

  static final String FORMULA =
      "\\bar{\\alpha}_{ij} = \\frac{1}{H} \\sum_{h=1}^{H} \\alpha_{ij}^{(h)}";

  /** How many matrices of b × n it computes in. */
  static final int STAGES = 2;

  private final Kernel<M> kernel;
  private final int heads;
  private final double scale;
  private final M sum;
  private final M term;
  private boolean begun;

  AverageWeights(Kernel<M> kernel, int heads, int rows, int keys, Workspace<M> space) {
    this.kernel = kernel;
    this.heads = heads;
    this.scale = 0.5 / Integer.highestOneBit(heads);
    this.sum = space.matrix(rows, keys);
    this.term = space.matrix(rows, keys);
  }

  /** Takes the weights of the next head, b × n. */
  void add(M weights) {
    Kernel<M> wide = kernel.wide();
    wide.scale(weights, scale, begun ? term : sum);
    if (begun) {
      wide.add(sum, term, sum);
    }
    begun = true;
  }

  /** The mean, b × n, once every head was added. */
  M mean() {
    for (int row = 0; row < sum.rows(); row++) {
      kernel.wide().divide(sum, row, heads * scale, sum);
    }
    kernel.round(sum);
    return sum;
  }
}
