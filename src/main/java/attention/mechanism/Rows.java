package attention.mechanism;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished block of rows.
 *
 * @param queries b, the query that each row answers
 * @param tokens b, the label of each; absent if there are none
 * @param stages what they went through
 */
public record Rows(int[] queries, @Nullable List<String> tokens, Stages stages) {

  /** b. */
  public int count() {
    return queries.length;
  }
}
