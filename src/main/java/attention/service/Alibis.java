package attention.service;

import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.mechanism.WorkingMemory;
import attention.request.AlibiRequest;
import attention.stage.Alibi;
import org.jspecify.annotations.Nullable;

/** What the distance between query and key takes away from the scores of each head. */
final class Alibis<M extends Matrix<M>> {

  private final Dtype dtype;
  private final boolean present;
  private final @Nullable CheckedMatrix<M> slopes;
  private final int heads;
  private final int offset;

  /**
   * Checks the member.
   *
   * @param offset how many keys there are before the first query
   */
  Alibis(PlanContext<M> context, @Nullable AlibiRequest request, int heads, int offset) {
    this.dtype = context.dtype();
    this.present = request != null;
    this.slopes = request == null ? null : context.vector(request.slopes());
    this.heads = heads;
    this.offset = offset;
    context.length(slopes, Size.of(heads), "one for each head");
  }

  /**
   * What a block computes in.
   *
   * @param keys n
   * @param span how far the queries of a block are apart
   */
  WorkingMemory working(Size keys, int span) {
    return present
        ? new WorkingMemory(0, Alibi.workingBytes(dtype, keys.value(), span))
        : WorkingMemory.NONE;
  }

  /** That of a head; nothing if there is none. */
  @Nullable Alibi of(int head) {
    if (!present) {
      return null;
    }
    double slope = slopes == null ? Alibi.slope(head, heads) : slopes.get().at(0, head);
    return new Alibi(slope, offset);
  }
}
