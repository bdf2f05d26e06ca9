package attention.trial;

import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.Rows;
import attention.mistake.Given;
import attention.mistake.Situation;
import attention.mistake.Tolerance;
import attention.trace.Member;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the weights that a client posted add up to. It tells cheaply that they are not normalized
 * over more than a row, which takes all rows to compute.
 *
 * @param situation what a mistake is tried on
 */
record PostedWeights(Situation situation) {

  private enum Sum {
    OF_EACH_KEY,
    OF_ALL
  }

  /** Whether the weights of each key can add up to 1; true if that cannot be told. */
  boolean canAddUpOverQueries() {
    Given weights = ofEveryQuery();
    if (weights == null) {
      return true;
    }
    double[] sums = once(Sum.OF_EACH_KEY, weights, () -> ofEachKey(weights.numbers()));
    for (double sum : sums) {
      if (!canBe(sum, 1, situation.queries(), weights.tolerance())) {
        return false;
      }
    }
    return true;
  }

  private double[] ofEachKey(double[] weights) {
    int keys = situation.keys();
    int queries = situation.queries();
    double[] sums = new double[weights.length / queries];
    for (int row = 0; row * keys < weights.length; row++) {
      int first = row / queries * keys;
      for (int key = 0; key < keys; key++) {
        sums[first + key] += weights[row * keys + key];
      }
    }
    return sums;
  }

  /** Whether all weights of a head, or of all heads, can add up to 1; true if not to be told. */
  boolean canAddUpOverAll() {
    Given weights = ofEveryQuery();
    if (weights == null) {
      return true;
    }
    double sum = once(Sum.OF_ALL, weights, () -> Rows.sum(weights.numbers()));
    int heads = situation.definition().get(Part.HEADS);
    int cells = weights.numbers().length;
    return canBe(sum, 1, cells, weights.tolerance())
        || canBe(sum, heads, cells, weights.tolerance());
  }

  /** A sum of all that was posted, which is the same whatever is tried. */
  private <T> T once(Sum sum, Given weights, Supplier<T> value) {
    Recomputation right = situation.right().computation();
    return right.once(
        sum,
        () -> {
          right.spend(weights.numbers().length);
          return value.get();
        });
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
