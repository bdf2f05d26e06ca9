package attention.stage;

import attention.kernel.Kernel;
import attention.kernel.PackedMatrix;
import attention.matrix.Matrix;
import attention.trace.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * A linear map: y = x·W + b (Vaswani et al. 2017, arXiv:1706.03762, section 3.2.2), rounded once
 * where the dtype is narrower than its intermediate results.
 *
 * <p>Error: at most (in + 1)·ε·Σ|terms|.
 *
 * @param weights in × out
 * @param bias 1 × out; absent = zeros
 * @param packed the weights, laid out for products that are not rounded yet
 */
public record Projection<M extends Matrix<M>>(
    Kernel<M> kernel, M weights, @Nullable M bias, PackedMatrix<M> packed) {

  /**
   * The map by given weights.
   *
   * @param weights in × out
   * @param bias 1 × out; absent = zeros
   */
  public Projection(Kernel<M> kernel, M weights, @Nullable M bias) {
    this(kernel, weights, bias, kernel.wide().pack(weights));
  }

  /**
   * The formula of a projection in LaTeX.
   *
   * @param x what it projects
   * @param letter the index of W and b
   * @param biased whether it has a bias
   */
  public static String formula(String x, String letter, boolean biased) {
    return x + " W_" + letter + (biased ? " + b_" + letter : "");
  }

  /** Multiplies some rows at a time, so that a checkpoint is never far. */
  private void multiply(M x, M y) {
    int step = BlockSize.rowsOfWork((long) weights.rows() * weights.columns());
    for (int from = 0; from < x.rows(); from += step) {
      Checkpoint.pass();
      int to = Math.min(x.rows(), from + step);
      packed.multiply(x.rows(from, to), y.rows(from, to));
    }
  }

  /**
   * Projects rows.
   *
   * @param x m × in
   * @return m × out
   */
  public M of(M x) {
    M y = unrounded(x);
    kernel.round(y);
    return y;
  }

  /**
   * A layer: tanh(x·W + b); NaN where the projection left the range of the dtype. Error: that of
   * the projection, which tanh does not enlarge, and 4ε relative.
   *
   * @param x m × in
   * @return m × out
   */
  public M tanh(M x) {
    M y = unrounded(x);
    kernel.tanh(y, y);
    return y;
  }

  /**
   * Projects rows on the way to another result, which is rounded instead.
   *
   * @param x m × in
   * @return m × out, of intermediate results
   */
  public M unrounded(M x) {
    M y = kernel.zeros(x.rows(), weights.columns());
    multiply(x, y);
    if (bias != null) {
      kernel.wide().add(y, bias, y);
    }
    return y;
  }
}
