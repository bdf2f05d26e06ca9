package attention.definition;

/** How scores become weights. */
@FunctionalInterface
public interface Normalizer {

  double[] weigh(Shaped scores, int head, int query);

  /** One row of scores by itself, of which at least one is not −∞. */
  @FunctionalInterface
  interface OfRow {
    double[] weigh(double[] scores, double sink, Arithmetic arithmetic);
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
}
