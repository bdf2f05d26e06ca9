package attention.check;

import attention.stage.Normalization;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Normalizations of one row: those of the service, and what is taken for them. */
final class RowNormalizers {

  private RowNormalizers() {}

  static Normalizer.OfRow of(Normalization normalization) {
    return switch (normalization) {
      case SOFTMAX -> RowNormalizers::softmax;
      case NAIVE_SOFTMAX -> RowNormalizers::naive;
      case SUM -> (scores, sink, arithmetic) -> divided(positive(scores, x -> x), 0);
      case SPARSEMAX -> (scores, sink, arithmetic) -> sparsemax(scores);
      case ENTMAX_15 -> (scores, sink, arithmetic) -> entmax(scores);
    };
  }

  static double[] softmax(double[] scores, double sink, Arithmetic arithmetic) {
    double max = Math.max(Rows.max(scores), sink);
    return divided(map(scores, x -> Math.exp(x - max)), Math.exp(sink - max));
  }

  /** As written; every weight is null where an exponential overflows, or all of them vanish. */
  static double[] naive(double[] scores, double sink, Arithmetic arithmetic) {
    double[] powers = map(scores, x -> arithmetic.wide(Math.exp(x)));
    double share = arithmetic.wide(Math.exp(sink));
    double sum = arithmetic.wide(Rows.sum(powers) + share);
    return Double.isInfinite(sum) || sum == 0
        ? Rows.filled(scores.length, Double.NaN)
        : divided(powers, share);
  }

  /** As written, where ∞ / ∞ is null and every other number / ∞ is 0. */
  static double[] overflowing(double[] scores, double sink, Arithmetic arithmetic) {
    double[] powers = map(scores, x -> arithmetic.wide(Math.exp(x)));
    return divided(powers, arithmetic.wide(Math.exp(sink)));
  }

  static double[] logSoftmax(double[] scores, double sink, Arithmetic arithmetic) {
    double logSumExp = logSumExp(scores, sink);
    return map(scores, x -> x - logSumExp);
  }

  static double logSumExp(double[] scores, double sink) {
    double max = Math.max(Rows.max(scores), sink);
    double sum = Math.exp(sink - max);
    for (double score : scores) {
      sum += Math.exp(score - max);
    }
    return max + Math.log(sum);
  }

  static double[] offByOne(double[] scores, double sink, Arithmetic arithmetic) {
    return softmax(scores, 0, arithmetic);
  }

  static double[] base2(double[] scores, double sink, Arithmetic arithmetic) {
    return softmax(map(scores, x -> x * Math.log(2)), sink * Math.log(2), arithmetic);
  }

  /** What overflows stays the largest number: that it is infinite is another mistake. */
  static double[] exponentials(double[] scores, double sink, Arithmetic arithmetic) {
    double largest = arithmetic.dtype().largest();
    return map(scores, x -> Math.min(largest, Math.exp(x)));
  }

  static double[] shiftedExponentials(double[] scores, double sink, Arithmetic arithmetic) {
    double max = Math.max(Rows.max(scores), sink);
    return map(scores, x -> Math.exp(x - max));
  }

  static double[] relu(double[] scores, double sink, Arithmetic arithmetic) {
    return divided(positive(scores, x -> Math.max(0, x)), 0);
  }

  static double[] reluOverKeys(double[] scores, double sink, Arithmetic arithmetic) {
    return positive(scores, x -> Math.max(0, x) / scores.length);
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
  private static double[] positive(double[] scores, DoubleUnaryOperator weight) {
    return map(scores, x -> x == Double.NEGATIVE_INFINITY ? 0 : weight.applyAsDouble(x));
  }

  private static double[] divided(double[] weights, double sink) {
    double sum = Rows.sum(weights) + sink;
    for (int j = 0; j < weights.length; j++) {
      weights[j] /= sum;
    }
    return weights;
  }

  static double[] map(double[] row, DoubleUnaryOperator each) {
    double[] mapped = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      mapped[j] = each.applyAsDouble(row[j]);
    }
    return mapped;
  }
}
