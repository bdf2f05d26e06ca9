package attention.mechanism;

import attention.matrix.Dtype;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands above the rows of an answer.
 *
 * @param stages what the request goes through, in order
 * @param tokens a label per key; absent if none were given
 */
public record Preamble(
    Mechanism mechanism,
    Dtype dtype,
    Normalization normalization,
    Shape shape,
    List<Formula> stages,
    @Nullable List<String> tokens) {

  /**
   * The sizes of an answer.
   *
   * @param queries the rows answered
   * @param keys n
   * @param dimension d_k; absent where only weights are computed
   * @param valueDimension d_v; absent where only weights are computed
   */
  public record Shape(
      int queries, int keys, @Nullable Integer dimension, @Nullable Integer valueDimension) {}
}
