package attention.stage;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.trace.Warning.Code;
import java.util.List;

/**
 * How a row of scores becomes a row of weights. A score of −∞ belongs to a masked key, whose weight
 * is 0 under each of them.
 *
 * <p>A sink is a logit that takes part in the denominator and in nothing else (Xiao et al. 2023,
 * arXiv:2309.17453, section 3.3, where it is 0): it has a share of the row, but no key and no
 * value. A sink of −∞ is none.
 */
public enum Normalization {
  /**
   * exp(ω − max) / Σ exp(ω − max): subtracting the maximum changes nothing but the range, and no
   * exponential can overflow (Milakov and Gimelshein 2018, arXiv:1805.02867, section 2, "safe
   * softmax"). The maximum is that of scores and sink.
   */
  SOFTMAX(
      "softmax",
      "\\alpha_{ij} = \\frac{\\exp(\\omega_{ij} - \\max_l \\omega_{il})}{\\sum_k \\exp(\\omega_{ik} - \\max_l \\omega_{il})}",
      "\\alpha_{ij} = \\frac{\\exp(\\omega_{ij} - m_i)}{\\exp(\\text{sink} - m_i) + \\sum_k \\exp(\\omega_{ik} - m_i)},\\ m_i = \\max(\\text{sink}, \\max_l \\omega_{il})") {
    @Override
    public <M extends Matrix<M>> Outcome weigh(
        Kernel<M> kernel, M scores, int row, double max, double sink, M weights) {
      double shift = Math.max(max, sink);
      double sum = kernel.exp(scores, row, shift, weights);
      return divide(kernel, weights, row, sum, exp(kernel, sink - shift));
    }
  },
  /**
   * exp(ω) / Σ exp(ω) as written, which overflows for large scores and underflows for small ones.
   */
  NAIVE_SOFTMAX(
      "naive-softmax",
      "\\alpha_{ij} = \\frac{\\exp(\\omega_{ij})}{\\sum_k \\exp(\\omega_{ik})}",
      "\\alpha_{ij} = \\frac{\\exp(\\omega_{ij})}{\\exp(\\text{sink}) + \\sum_k \\exp(\\omega_{ik})}") {
    @Override
    public <M extends Matrix<M>> Outcome weigh(
        Kernel<M> kernel, M scores, int row, double max, double sink, M weights) {
      double sum = kernel.exp(scores, row, 0, weights);
      return divide(kernel, weights, row, sum, exp(kernel, sink));
    }
  },
  /** ω / Σ ω: adds up to 1, but is a probability distribution only while no score is negative. */
  SUM("sum", "\\alpha_{ij} = \\frac{\\omega_{ij}}{\\sum_k \\omega_{ik}}") {
    @Override
    public <M extends Matrix<M>> Outcome weigh(
        Kernel<M> kernel, M scores, int row, double max, double sink, M weights) {
      kernel.zeroMasked(scores, row, weights);
      double sum = kernel.sum(weights, row);
      if (!Double.isFinite(sum)) {
        return Outcome.fault(Code.OVERFLOW);
      }
      if (sum == 0) {
        return Outcome.fault(Code.ZERO_SUM);
      }
      kernel.divide(weights, row, sum, weights);
      if (kernel.countFinite(weights, row) < weights.columns()) {
        return Outcome.fault(Code.OVERFLOW);
      }
      return kernel.min(weights, row) < 0 ? Outcome.fault(Code.NEGATIVE_WEIGHTS) : Outcome.WEIGHED;
    }
  },
  /**
   * max(0, ω − τ), τ such that the weights add up to 1: the point of the simplex nearest to the
   * scores, in which small ones have no weight at all (Martins and Astudillo 2016,
   * arXiv:1602.02068, algorithm 1). Error: at most 2⁻⁵⁰ + ε/2 · α_ij.
   */
  SPARSEMAX(
      "sparsemax", "\\alpha_{ij} = \\max(0, \\omega_{ij} - \\tau_i),\\ \\sum_k \\alpha_{ik} = 1") {
    @Override
    public <M extends Matrix<M>> Outcome weigh(
        Kernel<M> kernel, M scores, int row, double max, double sink, M weights) {
      SparseRow sparse = SparseRow.of(scores, row, max, 1);
      sparse.write(sparse.sparsemaxThreshold(), excess -> excess, weights, row);
      return Outcome.WEIGHED;
    }
  },
  /**
   * max(0, ω/2 − τ)², τ such that the weights add up to 1: between softmax and sparsemax (Peters,
   * Niculae and Martins 2019, arXiv:1905.05702, algorithm 2, α = 1.5). Error: at most 2⁻⁵⁰ + ε/2 ·
   * α_ij.
   */
  ENTMAX_15(
      "entmax-1.5",
      "\\alpha_{ij} = \\max(0, \\tfrac{1}{2} \\omega_{ij} - \\tau_i)^2,\\ \\sum_k \\alpha_{ik} = 1") {
    @Override
    public <M extends Matrix<M>> Outcome weigh(
        Kernel<M> kernel, M scores, int row, double max, double sink, M weights) {
      SparseRow sparse = SparseRow.of(scores, row, max, 0.5);
      sparse.write(sparse.entmaxThreshold(), excess -> excess * excess, weights, row);
      return Outcome.WEIGHED;
    }
  };

  private final String word;
  private final String formula;
  private final String formulaWithSink;
  private final boolean takesSink;

  Normalization(String word, String formula) {
    this.word = word;
    this.formula = formula;
    this.formulaWithSink = formula;
    this.takesSink = false;
  }

  Normalization(String word, String formula, String formulaWithSink) {
    this.word = word;
    this.formula = formula;
    this.formulaWithSink = formulaWithSink;
    this.takesSink = true;
  }

  /** The formula in LaTeX, without a sink. */
  public String formula() {
    return formula;
  }

  /** The formula in LaTeX where a sink takes part. */
  public String formulaWithSink() {
    return formulaWithSink;
  }

  /** Whether a sink can take part. */
  public boolean takesSink() {
    return takesSink;
  }

  /** Every formula that it can have in an answer. */
  public List<String> formulas() {
    return takesSink ? List.of(formula, formulaWithSink) : List.of(formula);
  }

  /**
   * The bytes that normalizing a row takes.
   *
   * @param keys n
   */
  public long workingBytes(int keys) {
    return this == SPARSEMAX || this == ENTMAX_15 ? SparseRow.bytes(keys) : 0;
  }

  /**
   * Normalizes one row in which at least one key is allowed.
   *
   * @param scores b × n, each −∞ or finite
   * @param max the largest score of the row
   * @param sink a number of the dtype; −∞ for none, and where none can take part
   * @param weights b × n, its row {@code row} written; may be {@code scores}
   */
  public abstract <M extends Matrix<M>> Outcome weigh(
      Kernel<M> kernel, M scores, int row, double max, double sink, M weights);

  /**
   * Divides a row of exponentials by their sum and that of the sink.
   *
   * @param power the exponential of the sink
   */
  private static <M extends Matrix<M>> Outcome divide(
      Kernel<M> kernel, M weights, int row, double sum, double power) {
    double all = power == 0 ? sum : kernel.dtype().round(sum + power);
    if (Double.isInfinite(all)) {
      return Outcome.fault(Code.OVERFLOW);
    }
    if (all == 0) {
      return Outcome.fault(Code.UNDERFLOW);
    }
    kernel.divide(weights, row, all, weights);
    return power == 0 ? Outcome.WEIGHED : new Outcome(null, power / all);
  }

  private static double exp(Kernel<?> kernel, double x) {
    return x == Double.NEGATIVE_INFINITY ? 0 : kernel.dtype().round(Math.exp(x));
  }

  @Override
  public String toString() {
    return word;
  }
}
