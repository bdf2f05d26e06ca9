package attention.trial;

import attention.definition.Columns;
import attention.definition.Definition;
import attention.definition.Mixing;
import attention.definition.NaturalView;
import attention.definition.Normalizer;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.Rows;
import attention.definition.View;
import attention.mistake.Situation;
import attention.mistake.WideNormalizers;
import attention.mistake.WideNormalizers.Over;
import attention.trace.Member;

/**
 * Whether a mistake that needs every row of scores can explain what a client posted, as far as sums
 * and single rows show. It costs two rows, where to compute the mistake costs all.
 */
public final class WideTrial {

  private final Situation situation;
  private final int row;
  private final LinearTrial last;

  /**
   * @param situation what was posted
   * @param row the row of the first difference, of those that are answered
   */
  public WideTrial(Situation situation, int row) {
    this.situation = situation;
    this.row = row;
    this.last = new LinearTrial(situation);
  }

  /**
   * Whether numbers can be explained; true if that is not to be seen.
   *
   * @param computation of the mistake, of which no row is asked for
   */
  public boolean canExplain(Recomputation computation) {
    Definition definition = computation.definition();
    if (definition.has(Part.DECODER) || !definition.has(Part.NORMALIZER)) {
      return true;
    }
    Normalizer normalizer = definition.get(Part.NORMALIZER);
    PostedWeights weights = new PostedWeights(situation.with(definition));
    boolean transposed = definition.get(Part.MIXING) == Mixing.TRANSPOSED;
    if (transposed && normalizer instanceof Over over) {
      return over.extent() == WideNormalizers.Extent.ROW_OF_ALL_HEADS || isMixOfRows(computation);
    }
    if (transposed) {
      double[] sums = new RowSums(situation).of(definition);
      return sums == null || hasMeanOfValues(computation, sums);
    }
    if (normalizer == WideNormalizers.OVER_QUERIES) {
      return weights.canAddUpOverQueries()
          && hasMeanOfValues(computation, Rows.filled(situation.keys(), 1));
    }
    if (normalizer instanceof Over over) {
      boolean every = over.extent() != WideNormalizers.Extent.ROW_OF_ALL_HEADS;
      return (!every || weights.canAddUpOverAll()) && isMixOfRows(computation);
    }
    return true;
  }

  /**
   * Whether the mean of the rows is a row whose weights are the means of the weights, because what
   * follows the weights is linear.
   *
   * @param sums what the weights of each key add up to
   */
  private boolean hasMeanOfValues(Recomputation computation, double[] sums) {
    Definition definition = computation.definition();
    boolean linear =
        last.isMixed()
            && !RowSums.areMasked(definition)
            && definition.get(Part.MERGE) != Columns.VIEW
            && last.isExactIn(definition);
    int queries = situation.queries();
    if (!linear || !situation.with(definition).asksEveryQuery()) {
      return true;
    }
    double[] means = Rows.map(sums, sum -> sum / queries);
    Definition averaged =
        definition
            .with(Part.NORMALIZER, (scores, head, query) -> means.clone())
            .with(Part.MIXING, Mixing.AS_IT_IS);
    return last.hasMeans(new NaturalView(computation.child(averaged)), queries);
  }

  /**
   * Whether the row is what some rows of heads contribute to it, each times a number. It has to be
   * if the weights are exponentials of the scores divided by something.
   */
  private boolean isMixOfRows(Recomputation computation) {
    Definition definition = computation.definition();
    boolean byColumn = last.isMixed() && definition.get(Part.MIXING) == Mixing.TRANSPOSED;
    if (!(last.isMixed() || last.stage() == Member.WEIGHTS) || !last.isExactIn(definition)) {
      return true;
    }
    View none = new NaturalView(computation.child(OneRowOfWeights.NONE.in(definition, byColumn)));
    return last.isMix(
        row,
        none,
        last.rowsOf(definition, row).stream()
            .map(only -> computation.child(only.in(definition, byColumn))));
  }
}
