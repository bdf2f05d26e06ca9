package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Warning.Code;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of scores into rows of weights, and reports what goes wrong. The arithmetic is that of
 * intermediate results; what comes out is rounded to the dtype once.
 *
 * @param sink −∞ for none
 */
record RowNormalizer<M extends Matrix<M>>(
    Kernel<M> kernel, Normalization normalization, double sink) {

  /**
   * Normalizes a row of a block.
   *
   * @param scores b × n, −∞ for every key that must not be attended to
   * @param weights b × n, its row {@code row} written; may be {@code scores}
   */
  void normalize(M scores, int row, M weights, Block<M> block) {
    double max = kernel.max(scores, row);
    if (max == Double.NEGATIVE_INFINITY) {
      block.warnings().fullyMasked(row);
      kernel.zeroMasked(scores, row, weights);
      keep(row, 1, block);
      return;
    }
    Outcome outcome = normalization.weigh(kernel.wide(), scores, row, max, sink, weights);
    Code fault = rounded(weights, row, outcome.fault());
    if (fault != null) {
      block.warnings().weights(row, fault, normalization, Math.max(max, sink));
    }
    if (block.warnings().hasFailed(row)) {
      leaveOut(row, weights, block);
    } else {
      keep(row, outcome.sinkWeight(), block);
    }
  }

  /**
   * Rounds weights that were computed wider than the dtype, which can take them out of its range.
   *
   * @return what went wrong, if anything
   */
  private @Nullable Code rounded(M weights, int row, @Nullable Code fault) {
    if (kernel.wide() == kernel) {
      return fault;
    }
    kernel.round(weights.rows(row, row + 1));
    return kernel.countFinite(weights, row) < weights.columns() ? Code.OVERFLOW : fault;
  }

  /** A row that has no weights. */
  void leaveOut(int row, M weights, Block<M> block) {
    kernel.divide(weights, row, Double.NaN, weights);
    keep(row, Double.NaN, block);
  }

  private void keep(int row, double sinkWeight, Block<M> block) {
    if (sink != Double.NEGATIVE_INFINITY) {
      block.put(Member.SINK_WEIGHT, row, sinkWeight);
    }
  }
}
