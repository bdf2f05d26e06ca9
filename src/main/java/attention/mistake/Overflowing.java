package attention.mistake;

import attention.definition.Normalizer;
import attention.definition.RowNormalizers;
import attention.definition.Rows;
import attention.definition.Shaped;
import java.util.stream.IntStream;

/**
 * A softmax as written, in place of what the request asks for; that itself where no exponential
 * leaves the range of the dtype: then another softmax gives the same.
 *
 * @param softmax whose exponentials may leave it
 * @param asked what the request asks for
 */
record Overflowing(Normalizer softmax, Normalizer asked) implements Normalizer {

  @Override
  public double[] weigh(Shaped scores, int head, int query) {
    return (leavesRange(scores) ? softmax : asked).weigh(scores, head, query);
  }

  private static boolean leavesRange(Shaped scores) {
    return scores.onceOfShaped(
        Overflowing.class,
        () ->
            IntStream.range(0, scores.heads())
                .anyMatch(head ->
                    IntStream.range(0, scores.queryCount())
                        .anyMatch(query -> leavesRange(scores, head, query))));
  }

  /** Whether exponentials of a row overflow, or all of them vanish. */
  private static boolean leavesRange(Shaped scores, int head, int query) {
    double[] row = scores.shaped(head, query);
    return !Rows.isEmpty(row)
        && Double.isNaN(RowNormalizers.naive(row, scores.sink(head), scores.arithmetic())[0]);
  }
}
