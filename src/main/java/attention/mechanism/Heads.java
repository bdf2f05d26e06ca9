package attention.mechanism;

import attention.matrix.Matrix;
import attention.mechanism.Layout.HeadMaker;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of queries, keys and values.
 *
 * @param stages how many matrices a head computes for a block, the weights included
 * @param named whether each head stands in the answer by its number, and the contexts side by side
 * @param output projects the contexts side by side; absent = nothing does
 */
public record Heads<M extends Matrix<M>>(
    Layout layout, int stages, boolean named, HeadMaker<M> maker, @Nullable Projection<M> output) {

  /**
   * One head without a name.
   *
   * @param stages how many matrices it computes for a block, the weights included
   */
  public static <M extends Matrix<M>> Heads<M> single(int stages, HeadMaker<M> maker) {
    return new Heads<>(Layout.SINGLE, stages, false, maker, null);
  }
}
