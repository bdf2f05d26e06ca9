package attention.trial;

import attention.definition.Part;
import attention.mistake.Given;
import attention.mistake.Situation;
import attention.mistake.Tolerance;
import attention.trace.Member;
import org.jspecify.annotations.Nullable;

/**
 * What the weights that a client posted add up to. It tells cheaply that they are not normalized
 * over more than a row, which takes all rows to compute.
 *
 * @param situation what a mistake is tried on
 */
record PostedWeights(Situation situation) {

  /** Whether the weights of each key can add up to 1; true if that cannot be told. */
  boolean canAddUpOverQueries() {
    Given weights = ofEveryQuery();
    if (weights == null) {
      return true;
    }
    int keys = situation.keys();
    int queries = situation.queries();
    int columns = weights.numbers().length / queries;
    for (int column = 0; column < columns; column++) {
      int first = column / keys * queries * keys + column % keys;
      double sum = 0;
      for (int i = 0; i < queries; i++) {
        sum += weights.numbers()[first + i * keys];
      }
      if (!canBe(sum, 1, queries, weights.tolerance())) {
        return false;
      }
    }
    return true;
  }

  /** Whether all weights of a head, or of all heads, can add up to 1; true if not to be told. */
  boolean canAddUpOverAll() {
    Given weights = ofEveryQuery();
    if (weights == null) {
      return true;
    }
    double sum = 0;
    for (double weight : weights.numbers()) {
      sum += weight;
    }
    int heads = situation.definition().get(Part.HEADS);
    int cells = weights.numbers().length;
    return canBe(sum, 1, cells, weights.tolerance())
        || canBe(sum, heads, cells, weights.tolerance());
  }

  /** Whether a sum of so many numbers, each within the tolerance, can be this one; NaN can. */
  private static boolean canBe(double sum, double expected, int terms, Tolerance tolerance) {
    double most = expected + tolerance.absolute() * terms + 2 * tolerance.relative() * expected;
    double least = expected - tolerance.absolute() * terms - 2 * tolerance.relative() * expected;
    return !(sum > most || sum < least);
  }

  /** The weights that were posted for each query once, in order, if nothing is done after them. */
  private @Nullable Given ofEveryQuery() {
    if (RowSums.areChanged(situation.definition()) || !situation.asksEveryQuery()) {
      return null;
    }
    for (Given given : situation.given()) {
      if (given.stage() == Member.WEIGHTS && given.hasShapeOf(situation.right())) {
        return given;
      }
    }
    return null;
  }
}
