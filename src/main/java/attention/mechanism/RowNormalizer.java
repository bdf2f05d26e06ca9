package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.Normalization;
import attention.stage.Outcome;
import attention.trace.Member;
import attention.trace.Warning.Code;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of a block from scores into weights, and reports what goes wrong. The arithmetic
 * is that of intermediate results; what comes out is rounded to the dtype once.
 */
final class RowNormalizer<M extends Matrix<M>> {

  private final Kernel<M> kernel;
  private final Normalization normalization;
  private final double sink;
  private final Block<M> block;
  private final RowDiagnostics<M> diagnostics;
  private final @Nullable M shares;

  /**
   * @param sink −∞ for none
   */
  RowNormalizer(Kernel<M> kernel, Normalization normalization, double sink, Block<M> block) {
    this.kernel = kernel;
    this.normalization = normalization;
    this.sink = sink;
    this.block = block;
    this.diagnostics = new RowDiagnostics<>(kernel.wide(), sink, block);
    this.shares = sink == Double.NEGATIVE_INFINITY ? null : block.column(Member.SINK_WEIGHT);
  }

  /**
   * Normalizes a row.
   *
   * @param scores b × n, −∞ for every key that must not be attended to
   * @param weights b × n, its row {@code row} written; may be {@code scores}
   */
  void normalize(M scores, int row, M weights) {
    double max = kernel.max(scores, row);
    diagnostics.describeScores(scores, row, max);
    if (max == Double.NEGATIVE_INFINITY) {
      block.warnings().fullyMasked(row);
      kernel.zeroMasked(scores, row, weights);
      keep(weights, row, 1);
      return;
    }
    Outcome outcome = normalization.weigh(kernel.wide(), scores, row, max, sink, weights);
    Code fault = rounded(weights, row, outcome.fault());
    if (fault != null) {
      block.warnings().weights(row, fault, normalization, Math.max(max, sink));
    }
    if (block.warnings().hasFailed(row)) {
      leaveOut(row, weights);
    } else {
      keep(weights, row, outcome.sinkWeight());
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
  void leaveOut(int row, M weights) {
    kernel.divide(weights, row, Double.NaN, weights);
    diagnostics.leaveOut(row);
    Block.put(shares, row, Double.NaN);
  }

  private void keep(M weights, int row, double share) {
    diagnostics.describeWeights(weights, row);
    Block.put(shares, row, share);
  }
}
