package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.Preparation;
import attention.stage.Side;
import attention.trace.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Queries, keys and values, and what is done to queries and keys before they are compared.
 *
 * @param preparations the steps between projection and score function, in order
 */
public record Inputs<M extends Matrix<M>>(
    ProjectedInput<M> queries,
    ProjectedInput<M> keys,
    ProjectedInput<M> values,
    List<Preparation<M>> preparations) {

  public Inputs {
    preparations = List.copyOf(preparations);
  }

  /** Queries and keys that are compared as they were projected. */
  public Inputs(ProjectedInput<M> queries, ProjectedInput<M> keys, ProjectedInput<M> values) {
    this(queries, keys, values, List.of());
  }

  /** One matrix for all three. */
  public static <M extends Matrix<M>> Inputs<M> of(M embeddings) {
    ProjectedInput<M> side = new ProjectedInput<>(embeddings, null);
    return new Inputs<>(side, side, side);
  }

  /**
   * Prepares projected queries or keys.
   *
   * @param projected m × the width of all heads
   * @param indices m, the number of each query or key among all of them
   * @param space has the matrices to prepare in
   */
  PreparedVectors<M> prepare(
      Kernel<M> kernel, Side side, M projected, int[] indices, Workspace<M> space) {
    Map<Member, M> stages = new LinkedHashMap<>();
    stages.put(side.projected(), projected);
    M current = projected;
    for (Preparation<M> step : preparations) {
      M next = space.matrix(current.rows(), current.columns());
      step.apply(side, current, indices, next);
      stages.put(step.member(side), next);
      current = next;
    }
    boolean given = (side == Side.QUERIES ? queries : keys).projection() == null;
    boolean finite = (given && preparations.isEmpty()) || Finite.all(kernel, current);
    return new PreparedVectors<>(stages, current, finite);
  }
}
