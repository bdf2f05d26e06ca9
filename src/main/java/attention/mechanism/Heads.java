package attention.mechanism;

import attention.matrix.Matrix;
import attention.mechanism.Layout.HeadMaker;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of queries, keys and values.
 *
 * @param named whether each head stands in the answer by its number, and the contexts side by side
 * @param output projects the contexts side by side; absent = nothing does
 */
public record Heads<M extends Matrix<M>>(
    Layout layout, boolean named, HeadMaker<M> maker, @Nullable Projection<M> output) {

  /** One head without a name. */
  public static <M extends Matrix<M>> Heads<M> single(HeadMaker<M> maker) {
    return new Heads<>(Layout.SINGLE, false, maker, null);
  }
}
