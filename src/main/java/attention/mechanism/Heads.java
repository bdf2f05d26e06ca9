package attention.mechanism;

import attention.matrix.Matrix;
import attention.mechanism.HeadLayout.PipelineFactory;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of queries, keys and values.
 *
 * @param stages how many matrices a head computes for a block, the weights included
 * @param named whether each head stands in the answer by its number, and the contexts side by side
 * @param output projects the contexts side by side; absent = nothing does
 */
public record Heads<M extends Matrix<M>>(
    HeadLayout layout,
    int stages,
    boolean named,
    PipelineFactory<M> pipelines,
    @Nullable Projection<M> output) {

  /**
   * One head without a name.
   *
   * @param stages how many matrices it computes for a block, the weights included
   */
  public static <M extends Matrix<M>> Heads<M> single(int stages, PipelineFactory<M> pipelines) {
    return new Heads<>(HeadLayout.SINGLE, stages, false, pipelines, null);
  }
}
