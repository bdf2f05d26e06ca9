package attention.mistake;

import attention.definition.Normalizer;
import attention.definition.Recomputation;
import attention.definition.Rows;
import attention.definition.Shaped;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Softmax over what is not a row: a column, the heads, or everything. */
public final class WideNormalizers {

  /** Over each column: every key's weights add up to 1. */
  public static final Normalizer OVER_QUERIES = new OverQueries();

  /** Over the heads: all heads' weights of a cell add up to 1. */
  public static final Normalizer OVER_HEADS = new OverHeads();

  /**
   * Softmax over what is not a row, with a finite number in place of −∞: where everything is
   * masked, all weights are equal.
   *
   * @param softmax null where everything is masked
   * @param overHeads whether it is over the heads, else over the queries
   */
  record Finite(Normalizer softmax, boolean overHeads) implements Normalizer {
    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      double share = 1.0 / (overHeads ? scores.heads() : scores.queryCount());
      return Rows.map(
          softmax.weigh(scores, head, query), weight -> Double.isNaN(weight) ? share : weight);
    }
  }

  private WideNormalizers() {}

  /** Over each column. */
  private record OverQueries() implements Normalizer.ByCells {
    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      return totals(scores, head).sharesOf(scores.shaped(head, query));
    }

    /** Of one column, because the others may not be asked for. */
    @Override
    public double weight(Shaped scores, int head, int query, int key) {
      double[] column =
          scores.onceOfShaped(new Key(OVER_QUERIES, head, key), () -> column(scores, head, key));
      return column[query];
    }

    private static double[] column(Shaped scores, int head, int key) {
      double[] column = new double[scores.queryCount()];
      for (int i = 0; i < column.length; i++) {
        column[i] = scores.shaped(head, i)[key];
      }
      ColumnTotals total = columnTotals(column.length, i -> new double[] {column[i]});
      return Rows.map(column, score -> total.share(score, 0));
    }

    private static ColumnTotals totals(Shaped scores, int head) {
      return scores.onceOfShaped(
          new Key(ColumnTotals.class, head, 0),
          () -> columnTotals(scores.queryCount(), query -> scores.shaped(head, query)));
    }
  }

  /** Over all cells of an extent. */
  public record Over(Extent extent) implements Normalizer.ByCells {
    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      double logSumExp = logSumExp(scores, head, query);
      return Rows.map(scores.shaped(head, query), x -> power(x, logSumExp));
    }

    @Override
    public double weight(Shaped scores, int head, int query, int key) {
      return power(scores.shaped(head, query)[key], logSumExp(scores, head, query));
    }

    private static double power(double score, double logSumExp) {
      return score == Double.NEGATIVE_INFINITY ? 0 : Math.exp(score - logSumExp);
    }

    private double logSumExp(Shaped scores, int head, int query) {
      boolean everyHead = extent != Extent.HEAD;
      if (extent == Extent.ROW_OF_ALL_HEADS) {
        return ofRow(scores, query);
      }
      Key key = new Key(extent, everyHead ? 0 : head, 0);
      return scores.onceOfShaped(key, () -> total(scores, head, query, everyHead, true));
    }

    /** Kept, because each head asks for it. */
    private double ofRow(Shaped scores, int query) {
      Key key = new Key(extent, 0, 0);
      double[] rows = scores.onceOfShaped(key, () -> Rows.filled(scores.queryCount(), Double.NaN));
      if (Double.isNaN(rows[query])) {
        rows[query] = total(scores, 0, query, true, false);
      }
      return rows[query];
    }
  }

  /** Which heads and queries are normalized together with those of a row. */
  public enum Extent {
    HEAD,
    ROW_OF_ALL_HEADS,
    ALL_HEADS
  }

  /** What column j is divided by, where it is normalized over the queries or the heads. */
  private record ColumnTotals(double[] max, double[] sum) {

    double[] sharesOf(double[] scores) {
      double[] shares = new double[scores.length];
      for (int j = 0; j < shares.length; j++) {
        shares[j] = share(scores[j], j);
      }
      return shares;
    }

    /** NaN where nothing is normalized together, as 0 / 0 is. */
    double share(double score, int column) {
      if (sum[column] == 0) {
        return Double.NaN;
      }
      return score == Double.NEGATIVE_INFINITY ? 0 : Math.exp(score - max[column]) / sum[column];
    }
  }

  /** The key under which a total is kept. */
  private record Key(Object of, int head, int column) {}

  private static ColumnTotals columnTotals(int rows, IntFunction<double[]> scores) {
    double[] max = Rows.filled(scores.apply(0).length, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < rows; i++) {
      double[] row = scores.apply(i);
      for (int j = 0; j < row.length; j++) {
        max[j] = Math.max(max[j], row[j]);
      }
    }
    double[] sum = new double[max.length];
    for (int i = 0; i < rows; i++) {
      double[] row = scores.apply(i);
      for (int j = 0; j < row.length; j++) {
        sum[j] += row[j] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(row[j] - max[j]);
      }
    }
    return new ColumnTotals(max, sum);
  }

  /** Over the heads, cell by cell. */
  private record OverHeads() implements Normalizer.ByCells {
    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      return totals(scores, query).sharesOf(scores.shaped(head, query));
    }

    /** Of one column, because the others may not be asked for. */
    @Override
    public double weight(Shaped scores, int head, int query, int key) {
      scores.spend(Recomputation.EXP * scores.heads());
      ColumnTotals totals =
          columnTotals(scores.heads(), it -> new double[] {scores.shaped(it, query)[key]});
      return totals.share(scores.shaped(head, query)[key], 0);
    }

    /** Kept where there is room for the totals of all queries, because each head asks for them. */
    private static ColumnTotals totals(Shaped scores, int query) {
      if (!scores.keepsScores()) {
        return newTotals(scores, query);
      }
      ColumnTotals[] all =
          scores.onceOfShaped(
              new Key(OVER_HEADS, 0, 0), () -> new ColumnTotals[scores.queryCount()]);
      if (all[query] == null) {
        all[query] = newTotals(scores, query);
      }
      return all[query];
    }

    private static ColumnTotals newTotals(Shaped scores, int query) {
      scores.spend(Recomputation.EXP * scores.heads() * scores.keyCount());
      return columnTotals(scores.heads(), head -> scores.shaped(head, query));
    }
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
        scores.spend(Recomputation.EXP * scores.keyCount());
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
    return IntStream.range(from, to).boxed().toList();
  }
}
