package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.trace.Member;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that describe the rows of a block, under every normalization:
 *
 * <ul>
 *   <li>maximum: max_j ω_ij of what is normalized, exact
 *   <li>logSumExp: m + ln Σ_j exp(ω_ij − m) over the keys that may be attended to, where m is the
 *       maximum of scores and sink, and exp(sink − m) part of the sum. Error: at most (n + R + 4)·ε
 *       + ε/2 · |logSumExp|, R the range of the row
 *   <li>entropy: −Σ_j α_ij ln α_ij with 0 ln 0 = 0, computed in {@code double}; NaN where a weight
 *       is negative. Error: at most ε/2 of it beside that of the weights
 * </ul>
 *
 * <p>All are NaN in a row without weights. A row without keys has the entropy 0, and −∞ for
 * whatever has nothing to be computed from.
 */
final class RowDiagnostics<M extends Matrix<M>> {

  private final Kernel<M> kernel;
  private final double sink;
  private final @Nullable M maximum;
  private final @Nullable M logSumExp;
  private final @Nullable M entropy;
  private @Nullable M powers;

  /**
   * @param kernel the arithmetic of intermediate results
   * @param sink −∞ for none
   */
  RowDiagnostics(Kernel<M> kernel, double sink, Block<M> block) {
    this.kernel = kernel;
    this.sink = sink;
    this.maximum = block.column(Member.MAXIMUM);
    this.logSumExp = block.column(Member.LOG_SUM_EXP);
    this.entropy = block.column(Member.ENTROPY);
  }

  /** Their formulas in LaTeX, in order. */
  static Map<Member, String> formulas(boolean sink) {
    String sum = "\\sum_j \\exp(\\omega_{ij})";
    Map<Member, String> formulas = new EnumMap<>(Member.class);
    formulas.put(Member.MAXIMUM, "\\max_j \\omega_{ij}");
    formulas.put(
        Member.LOG_SUM_EXP, sink ? "\\ln(\\exp(\\text{sink}) + " + sum + ")" : "\\ln " + sum);
    formulas.put(Member.ENTROPY, "-\\sum_j \\alpha_{ij} \\ln \\alpha_{ij}");
    return formulas;
  }

  /**
   * Describes the scores of a row.
   *
   * @param scores b × n, each −∞ or finite
   * @param max the largest of the row; −∞ if there is no key
   */
  void describeScores(M scores, int row, double max) {
    Block.put(maximum, row, max);
    if (logSumExp != null) {
      Block.put(logSumExp, row, logSumExp(scores, row, max));
    }
  }

  private double logSumExp(M scores, int row, double max) {
    if (max == Double.NEGATIVE_INFINITY) {
      return sink;
    }
    if (powers == null) {
      powers = kernel.zeros(1, scores.columns());
    }
    double shift = Math.max(max, sink);
    double sum = kernel.exp(scores.rows(row, row + 1), 0, shift, powers);
    return shift + Math.log(sum + Math.exp(sink - shift));
  }

  /**
   * Describes the weights of a row.
   *
   * @param weights b × n
   */
  void describeWeights(M weights, int row) {
    if (entropy != null) {
      Block.put(entropy, row, entropy(weights, row));
    }
  }

  private static double entropy(Matrix<?> weights, int row) {
    double entropy = 0;
    for (int key = 0; key < weights.columns(); key++) {
      double weight = weights.at(row, key);
      if (weight < 0) {
        return Double.NaN;
      }
      if (weight > 0) {
        entropy -= weight * Math.log(weight);
      }
    }
    return entropy;
  }

  /** A row without weights. */
  void leaveOut(int row) {
    Block.put(maximum, row, Double.NaN);
    Block.put(logSumExp, row, Double.NaN);
    Block.put(entropy, row, Double.NaN);
  }
}
