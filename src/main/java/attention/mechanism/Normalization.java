package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Warning.Code;
import org.jspecify.annotations.Nullable;

/**
 * How a row of scores becomes a row of weights. A score of −∞ belongs to a masked key, whose weight
 * is 0 under each of them.
 */
public enum Normalization {
  /**
   * exp(ω − max) / Σ exp(ω − max): subtracting the maximum changes nothing but the range, and no
   * exponential can overflow (Milakov and Gimelshein 2018, arXiv:1805.02867, section 2, "safe
   * softmax").
   */
  SOFTMAX(
      "softmax",
      "\\alpha_{ij} = \\frac{\\exp(\\omega_{ij} - \\max_l \\omega_{il})}{\\sum_k \\exp(\\omega_{ik} - \\max_l \\omega_{il})}") {
    @Override
    <M extends Matrix<M>> @Nullable Code weigh(
        Kernel<M> kernel, M scores, int row, double max, M weights) {
      double sum = kernel.exp(scores, row, max, weights);
      kernel.divide(weights, row, sum, weights);
      return null;
    }
  },
  /**
   * exp(ω) / Σ exp(ω) as written, which overflows for large scores and underflows for small ones.
   */
  NAIVE_SOFTMAX(
      "naive-softmax", "\\alpha_{ij} = \\frac{\\exp(\\omega_{ij})}{\\sum_k \\exp(\\omega_{ik})}") {
    @Override
    <M extends Matrix<M>> @Nullable Code weigh(
        Kernel<M> kernel, M scores, int row, double max, M weights) {
      double sum = kernel.exp(scores, row, 0, weights);
      if (Double.isInfinite(sum)) {
        return Code.OVERFLOW;
      }
      if (sum == 0) {
        return Code.UNDERFLOW;
      }
      kernel.divide(weights, row, sum, weights);
      return null;
    }
  },
  /** ω / Σ ω: adds up to 1, but is a probability distribution only while no score is negative. */
  SUM("sum", "\\alpha_{ij} = \\frac{\\omega_{ij}}{\\sum_k \\omega_{ik}}") {
    @Override
    <M extends Matrix<M>> @Nullable Code weigh(
        Kernel<M> kernel, M scores, int row, double max, M weights) {
      kernel.zeroMasked(scores, row, weights);
      double sum = kernel.sum(weights, row);
      if (!Double.isFinite(sum)) {
        return Code.OVERFLOW;
      }
      if (sum == 0) {
        return Code.ZERO_SUM;
      }
      kernel.divide(weights, row, sum, weights);
      if (kernel.countFinite(weights, row) < weights.columns()) {
        return Code.OVERFLOW;
      }
      return kernel.min(weights, row) < 0 ? Code.NEGATIVE_WEIGHTS : null;
    }
  };

  private final String word;
  private final String formula;

  Normalization(String word, String formula) {
    this.word = word;
    this.formula = formula;
  }

  /** The formula in LaTeX. */
  public String formula() {
    return formula;
  }

  /**
   * Normalizes one row in which at least one key is allowed.
   *
   * @param scores b × n, each −∞ or finite
   * @param max the largest score of the row
   * @param weights b × n, its row {@code row} written
   * @return what went wrong, if anything
   */
  abstract <M extends Matrix<M>> @Nullable Code weigh(
      Kernel<M> kernel, M scores, int row, double max, M weights);

  @Override
  public String toString() {
    return word;
  }
}
