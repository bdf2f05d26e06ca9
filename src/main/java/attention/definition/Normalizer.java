package attention.definition;

/** How scores become weights. */
@FunctionalInterface
public interface Normalizer {

  double[] weigh(Shaped scores, int head, int query);

  /** Whether a weight costs less than its row, because what scores add up to is kept. */
  default boolean isByCell() {
    return false;
  }

  /** One weight. */
  default double weight(Shaped scores, int head, int query, int key) {
    return weigh(scores, head, query)[key];
  }

  /** One row of scores by itself, of which at least one is not −∞. */
  @FunctionalInterface
  interface OfRow {
    double[] weigh(double[] scores, double sink, Arithmetic arithmetic);
  }

  /** The weight of one score of such a row. */
  @FunctionalInterface
  interface OfCell {
    double weight(double score, Powers row, Arithmetic arithmetic);
  }

  /**
   * What the exponentials of a row add up to, with the sink: Σ exp(x − max).
   *
   * @param empty whether every score is −∞
   */
  record Powers(double max, double sum, boolean empty) {

    static Powers of(double[] scores, double sink) {
      double highest = Rows.max(scores);
      double max = Math.max(highest, sink);
      double sum = Rows.sum(Rows.exp(scores, max)) + Math.exp(sink - max);
      return new Powers(max, sum, highest == Double.NEGATIVE_INFINITY);
    }
  }

  /** Each row by itself; a row without keys is what such rows are. */
  static Normalizer byRow(OfRow rows) {
    return (scores, head, query) -> {
      double[] row = scores.shaped(head, query);
      return Rows.isEmpty(row)
          ? scores.emptyRows(query).weights(row.length)
          : rows.weigh(row, scores.sink(head), scores.arithmetic());
    };
  }

  /** The same, where one weight is computed from what its row adds up to. */
  static Normalizer byCell(OfRow rows, OfCell cells) {
    return new ByCell(byRow(rows), cells);
  }

  /** Each row by itself, or one weight of it. */
  record ByCell(Normalizer rows, OfCell cells) implements Normalizer {

    /** The key under which the rows of a head are kept. */
    private record OfHead(int head, double sink) {}

    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      return rows.weigh(scores, head, query);
    }

    @Override
    public boolean isByCell() {
      return true;
    }

    @Override
    public double weight(Shaped scores, int head, int query, int key) {
      Powers[] powers =
          scores.onceOfShaped(new OfHead(head, scores.sink(head)), () -> powers(scores, head));
      double[] row = scores.shaped(head, query);
      return powers[query].empty()
          ? scores.emptyRows(query).weights(row.length)[key]
          : cells.weight(row[key], powers[query], scores.arithmetic());
    }

    private static Powers[] powers(Shaped scores, int head) {
      Powers[] powers = new Powers[scores.queryCount()];
      for (int i = 0; i < powers.length; i++) {
        powers[i] = Powers.of(scores.shaped(head, i), scores.sink(head));
      }
      return powers;
    }
  }
}
