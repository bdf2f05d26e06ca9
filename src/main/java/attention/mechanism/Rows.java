package attention.mechanism;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished block of rows.
 *
 * @param identifier what the numbers of the rows are called
 * @param indices b, the number of each: the query it answers, or the step
 * @param tokens b, the label of each; absent if there are none
 * @param heads what they went through in each head; empty where there is but one, unnamed
 * @param stages what they went through as a whole
 */
public record Rows(
    String identifier,
    int[] indices,
    @Nullable List<String> tokens,
    List<Stages> heads,
    Stages stages) {

  /** b. */
  public int count() {
    return indices.length;
  }
}
