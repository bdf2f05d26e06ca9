package attention.definition;

/** How scores become weights. */
@FunctionalInterface
public interface Normalizer {

  double[] weigh(Shaped scores, int head, int query);

  /** Whether a score of −∞ has the weight 0, or one that is not finite. */
  default boolean leavesForbiddenOut() {
    return false;
  }

  /** Whether a weight costs less than its row, because what scores add up to is kept. */
  default boolean isByCell() {
    return false;
  }

  /** One weight. */
  default double weight(Shaped scores, int head, int query, int key) {
    return weigh(scores, head, query)[key];
  }

  /** One whose single weights cost less than their rows. */
  interface ByCells extends Normalizer {
    @Override
    default boolean leavesForbiddenOut() {
      return true;
    }

    @Override
    default boolean isByCell() {
      return true;
    }

    @Override
    double weight(Shaped scores, int head, int query, int key);
  }

  /**
   * One row of scores by itself, of which at least one is not −∞. What is masked is −∞, and so is
   * the sink if there is none.
   */
  @FunctionalInterface
  interface OfRow {
    double[] weigh(double[] scores, double sink, Arithmetic arithmetic);
  }

  /** The weight of one score of such a row, if it follows from the totals: then rows cost less. */
  @FunctionalInterface
  interface OfCell {
    double weight(double score, Totals row, Arithmetic arithmetic);
  }

  /**
   * What the scores of a row add up to.
   *
   * @param max of the scores and the sink
   * @param powers Σ exp(x − max), with that of the sink
   * @param positive Σ max(0, x)
   * @param finite Σ x of those that are not −∞
   * @param keys how many there are
   * @param empty whether every score is −∞
   */
  record Totals(
      double max, double powers, double positive, double finite, int keys, boolean empty) {

    static Totals of(double[] scores, double sink) {
      double highest = Rows.max(scores);
      double max = Math.max(highest, sink);
      double powers = Rows.sum(Rows.exp(scores, max)) + Math.exp(sink - max);
      double positive = 0;
      double finite = 0;
      for (double score : scores) {
        positive += Math.max(0, score);
        finite += score == Double.NEGATIVE_INFINITY ? 0 : score;
      }
      boolean empty = highest == Double.NEGATIVE_INFINITY;
      return new Totals(max, powers, positive, finite, scores.length, empty);
    }
  }

  /** Each row by itself; a row without keys is what such rows are. */
  static Normalizer byRow(OfRow rows) {
    return new ByRow(rows);
  }

  /** Each row by itself, as a whole. */
  record ByRow(OfRow rows) implements Normalizer {
    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      double[] row = scores.shaped(head, query);
      return Rows.isEmpty(row)
          ? scores.emptyRows(query).weights(row.length)
          : rows.weigh(row, scores.sink(head), scores.arithmetic());
    }

    @Override
    public boolean leavesForbiddenOut() {
      return true;
    }
  }

  /** The same, where one weight is computed from what its row adds up to. */
  static Normalizer byCell(OfRow rows, OfCell cells) {
    return new ByCell(byRow(rows), cells);
  }

  /** Each row by itself, or one weight of it. */
  record ByCell(Normalizer rows, OfCell cells) implements ByCells {

    /** Exponentials of less are so small that float32 rounds them coarsely. */
    private static final double LEAST = -60;

    /** The key under which the totals of a head are kept. */
    private record OfHead(int head, double sink) {}

    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      return rows.weigh(scores, head, query);
    }

    @Override
    public double weight(Shaped scores, int head, int query, int key) {
      Totals[] totals =
          scores.onceOfShaped(new OfHead(head, scores.sink(head)), () -> totals(scores, head));
      double[] row = scores.shaped(head, query);
      return totals[query].empty() || totals[query].max() < LEAST
          ? weigh(scores, head, query)[key]
          : cells.weight(row[key], totals[query], scores.arithmetic());
    }

    private static Totals[] totals(Shaped scores, int head) {
      Totals[] totals = new Totals[scores.queryCount()];
      for (int i = 0; i < totals.length; i++) {
        totals[i] = Totals.of(scores.shaped(head, i), scores.sink(head));
      }
      return totals;
    }
  }
}
