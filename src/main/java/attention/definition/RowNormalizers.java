package attention.definition;

import attention.definition.Normalizer.OfRow;
import attention.definition.Normalizer.Totals;
import attention.stage.Normalization;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The normalizations of one row. */
public final class RowNormalizers {

  private RowNormalizers() {}

  private static OfRow of(Normalization normalization) {
    return switch (normalization) {
      case SOFTMAX -> RowNormalizers::softmax;
      case NAIVE_SOFTMAX -> RowNormalizers::naive;
      case SUM -> (scores, sink, arithmetic) -> divided(positive(scores, x -> x), 0);
      case SPARSEMAX -> (scores, sink, arithmetic) -> sparsemax(scores);
      case ENTMAX_15 -> (scores, sink, arithmetic) -> entmax(scores);
    };
  }

  /** The normalizer of a request. */
  public static Normalizer normalizer(Normalization normalization) {
    OfRow rows = of(normalization);
    return switch (normalization) {
      case SOFTMAX ->
          Normalizer.byCell(rows, (x, row, arithmetic) -> Math.exp(x - row.max()) / row.powers());
      case NAIVE_SOFTMAX -> Normalizer.byCell(rows, RowNormalizers::naive);
      case SUM ->
          Normalizer.byCell(
              rows, (x, row, arithmetic) -> (x == Double.NEGATIVE_INFINITY ? 0 : x) / row.finite());
      case SPARSEMAX, ENTMAX_15 -> Normalizer.byRow(rows);
    };
  }

  private static double naive(double score, Totals row, Arithmetic arithmetic) {
    double sum = Math.exp(row.max()) * row.powers();
    double rounded = arithmetic.wide(sum);
    return Double.isInfinite(rounded) || rounded == 0
        ? Double.NaN
        : arithmetic.wide(Math.exp(score)) / sum;
  }

  public static double[] softmax(double[] scores, double sink, Arithmetic arithmetic) {
    double max = Math.max(Rows.max(scores), sink);
    return divided(Rows.exp(scores, max), Math.exp(sink - max));
  }

  /** As written; every weight is null where an exponential overflows, or all of them vanish. */
  public static double[] naive(double[] scores, double sink, Arithmetic arithmetic) {
    double[] powers = Rows.map(scores, x -> arithmetic.wide(Math.exp(x)));
    double share = arithmetic.wide(Math.exp(sink));
    double sum = arithmetic.wide(Rows.sum(powers) + share);
    return Double.isInfinite(sum) || sum == 0
        ? Rows.filled(scores.length, Double.NaN)
        : divided(powers, share);
  }

  public static double logSumExp(double[] scores, double sink) {
    double max = Math.max(Rows.max(scores), sink);
    double sum = Math.exp(sink - max);
    for (double score : scores) {
      sum += Math.exp(score - max);
    }
    return max + Math.log(sum);
  }

  /** Martins and Astudillo 2016, arXiv:1602.02068, algorithm 1. */
  static double[] sparsemax(double[] scores) {
    double[] sorted = descending(scores);
    double sum = 0;
    double threshold = Double.NEGATIVE_INFINITY;
    for (int k = 1; k <= sorted.length; k++) {
      sum += sorted[k - 1];
      double candidate = (sum - 1) / k;
      threshold = sorted[k - 1] > candidate ? candidate : threshold;
    }
    double tau = threshold;
    return positive(scores, x -> Math.max(0, x - tau));
  }

  /** Peters, Niculae and Martins 2019, arXiv:1905.05702, algorithm 2. */
  static double[] entmax(double[] scores) {
    double max = Rows.max(scores);
    double[] sorted = descending(scores);
    double sum = 0;
    double squares = 0;
    double tau = 0;
    for (int k = 1; k <= sorted.length; k++) {
      double half = (sorted[k - 1] - max) / 2;
      sum += half;
      squares += half * half;
      double mean = sum / k;
      double rest = (1 - (squares - k * mean * mean)) / k;
      double candidate = mean - Math.sqrt(Math.max(0, rest));
      tau = candidate <= half ? candidate : tau;
    }
    double threshold = tau;
    return positive(
        scores,
        x -> {
          double excess = Math.max(0, (x - max) / 2 - threshold);
          return excess * excess;
        });
  }

  private static double[] descending(double[] scores) {
    double[] finite = Arrays.stream(scores).filter(x -> x != Double.NEGATIVE_INFINITY).toArray();
    Arrays.sort(finite);
    for (int i = 0; i < finite.length / 2; i++) {
      double other = finite[finite.length - 1 - i];
      finite[finite.length - 1 - i] = finite[i];
      finite[i] = other;
    }
    return finite;
  }

  /** 0 for what must not be attended to. */
  public static double[] positive(double[] scores, DoubleUnaryOperator weight) {
    return Rows.map(scores, x -> x == Double.NEGATIVE_INFINITY ? 0 : weight.applyAsDouble(x));
  }

  public static double[] divided(double[] weights, double sink) {
    double sum = Rows.sum(weights) + sink;
    for (int j = 0; j < weights.length; j++) {
      weights[j] /= sum;
    }
    return weights;
  }
}
