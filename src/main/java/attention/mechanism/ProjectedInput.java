package attention.mechanism;

import attention.matrix.Matrix;
import attention.stage.Projection;
import org.jspecify.annotations.Nullable;

/**
 * Queries, keys or values: what was given, and what projects it.
 *
 * @param given m × in
 * @param projection in × out; absent = used as given
 */
public record ProjectedInput<M extends Matrix<M>>(M given, @Nullable Projection<M> projection) {

  /** The number of vectors. */
  public int rows() {
    return given.rows();
  }

  /** The width after projection. */
  public int columns() {
    return projection == null ? given.columns() : projection.weights().columns();
  }

  /** Every vector, projected. */
  M all() {
    return project(given);
  }

  /** The vectors named, projected. */
  M select(int[] rows) {
    return project(given.select(rows));
  }

  private M project(M vectors) {
    return projection == null ? vectors : projection.of(vectors);
  }
}
