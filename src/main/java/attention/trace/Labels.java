package attention.trace;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users call keys and queries.
 *
 * @param keys n; absent if none were given
 * @param queries q; absent if none were given
 */
public record Labels(@Nullable List<String> keys, @Nullable List<String> queries) {

  /** The labels of these queries. */
  public @Nullable List<String> of(int[] indices) {
    return queries == null ? null : Arrays.stream(indices).mapToObj(queries::get).toList();
  }
}
