package attention.trace;

import org.jspecify.annotations.Nullable;

/**
 * The sizes of an answer.
 *
 * @param queries the rows answered
 * @param keys n
 * @param widths how wide the vectors are; absent where only weights are computed
 * @param heads how many there are; absent where there is but one, unnamed
 */
public record Shape(int queries, int keys, @Nullable Widths widths, @Nullable Heads heads) {

  /**
   * Widths of vectors, in one head.
   *
   * @param query d_q, that of a projected query
   * @param key d_k
   * @param value d_v
   */
  public record Widths(int query, int key, int value) {}

  /**
   * Numbers of heads.
   *
   * @param keyValue those of keys and values, which several query heads may share
   */
  public record Heads(int query, int keyValue) {}
}
