package attention.mistake;

import attention.definition.Normalizer;
import attention.definition.Rows;
import attention.definition.Shaped;
import java.util.List;

/** Softmax over what is not a row: a column, the heads, or everything. */
final class WideNormalizers {

  /** Over each column: every key's weights add up to 1. */
  static final Normalizer OVER_QUERIES = WideNormalizers::overQueries;

  private WideNormalizers() {}

  /** Over all cells of an extent. */
  record Over(Extent extent) implements Normalizer {
    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      double logSumExp = logSumExp(scores, head, query);
      return Rows.map(
          scores.shaped(head, query),
          x -> x == Double.NEGATIVE_INFINITY ? 0 : Math.exp(x - logSumExp));
    }

    private double logSumExp(Shaped scores, int head, int query) {
      boolean everyHead = extent != Extent.HEAD;
      if (extent == Extent.ROW_OF_ALL_HEADS) {
        return total(scores, head, query, everyHead, false);
      }
      Key key = new Key(extent, everyHead ? 0 : head, 0);
      return scores.onceOfShaped(key, () -> total(scores, head, query, everyHead, true));
    }
  }

  /** Which heads and queries are normalized together with those of a row. */
  enum Extent {
    HEAD,
    ROW_OF_ALL_HEADS,
    ALL_HEADS
  }

  /** What column j of a head is divided by, where each is normalized over the queries. */
  private record Totals(double[] max, double[] sum) {}

  /** The key under which a total is kept. */
  private record Key(Object of, int head, int query) {}

  private static double[] overQueries(Shaped scores, int head, int query) {
    Totals totals =
        scores.onceOfShaped(new Key(Totals.class, head, 0), () -> columnTotals(scores, head));
    double[] weights = scores.shaped(head, query).clone();
    for (int j = 0; j < weights.length; j++) {
      weights[j] = share(weights[j], totals.max[j], totals.sum[j]);
    }
    return weights;
  }

  /** Null where nothing is normalized together, as 0 / 0 is. */
  private static double share(double score, double max, double sum) {
    if (sum == 0) {
      return Double.NaN;
    }
    return score == Double.NEGATIVE_INFINITY ? 0 : Math.exp(score - max) / sum;
  }

  private static Totals columnTotals(Shaped scores, int head) {
    double[] max = Rows.filled(scores.shaped(head, 0).length, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < scores.queryCount(); i++) {
      double[] row = scores.shaped(head, i);
      for (int j = 0; j < row.length; j++) {
        max[j] = Math.max(max[j], row[j]);
      }
    }
    double[] sum = new double[max.length];
    for (int i = 0; i < scores.queryCount(); i++) {
      double[] row = scores.shaped(head, i);
      for (int j = 0; j < row.length; j++) {
        sum[j] += row[j] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(row[j] - max[j]);
      }
    }
    return new Totals(max, sum);
  }

  /** Over the heads, cell by cell. */
  static double[] overHeads(Shaped scores, int head, int query) {
    double[] weights = scores.shaped(head, query).clone();
    double[][] all = new double[scores.heads()][];
    for (int h = 0; h < all.length; h++) {
      all[h] = scores.shaped(h, query);
    }
    for (int j = 0; j < weights.length; j++) {
      double max = Double.NEGATIVE_INFINITY;
      for (double[] other : all) {
        max = Math.max(max, other[j]);
      }
      double sum = 0;
      for (double[] other : all) {
        sum += other[j] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(other[j] - max);
      }
      weights[j] = share(weights[j], max, sum);
    }
    return weights;
  }

  private static double total(
      Shaped scores, int head, int query, boolean everyHead, boolean everyQuery) {
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    List<Integer> heads = range(everyHead ? 0 : head, everyHead ? scores.heads() : head + 1);
    List<Integer> queries =
        range(everyQuery ? 0 : query, everyQuery ? scores.queryCount() : query + 1);
    for (int h : heads) {
      for (int i : queries) {
        for (double x : scores.shaped(h, i)) {
          if (x > max) {
            sum *= Math.exp(max - x);
            max = x;
          }
          sum += x == Double.NEGATIVE_INFINITY ? 0 : Math.exp(x - max);
        }
      }
    }
    return max + Math.log(sum);
  }

  private static List<Integer> range(int from, int to) {
    return java.util.stream.IntStream.range(from, to).boxed().toList();
  }
}
