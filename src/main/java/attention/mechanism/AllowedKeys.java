package attention.mechanism;

import attention.stage.Stage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that each query of a block may attend to, by every mask and bias together. They are
 * worked out for the rows that are asked about and for no others, because most rows need not know.
 *
 * <p>For one thread at a time.
 */
public final class AllowedKeys {

  private final List<? extends Stage<?>> stages;
  private final int[] queries;
  private final int keys;
  private final boolean[] @Nullable [] rows;

  /**
   * @param stages those that may forbid a key
   * @param queries b, the query of each row
   * @param keys n
   */
  public AllowedKeys(List<? extends Stage<?>> stages, int[] queries, int keys) {
    this.stages = stages;
    this.queries = queries;
    this.keys = keys;
    this.rows = new boolean[queries.length][];
  }

  /** The keys that the query of a row may attend to: n, true = may. */
  boolean[] of(int row) {
    boolean[] allowed = rows[row];
    if (allowed == null) {
      allowed = new boolean[keys];
      Arrays.fill(allowed, true);
      for (Stage<?> stage : stages) {
        stage.forbid(queries[row], allowed);
      }
      rows[row] = allowed;
    }
    return allowed;
  }

  /** Whether a row was asked about. */
  boolean isKnown(int row) {
    return rows[row] != null;
  }

  /** Whether the query of a row may attend to no key at all. */
  boolean isEmpty(int row) {
    for (boolean allowed : of(row)) {
      if (allowed) {
        return false;
      }
    }
    return true;
  }
}
