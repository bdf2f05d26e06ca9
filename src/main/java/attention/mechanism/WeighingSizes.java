package attention.mechanism;

import attention.matrix.Dtype;
import attention.stage.BlockSize;
import attention.stage.Normalization;
import attention.trace.Footprint;
import attention.trace.Member;
import java.util.Set;

/**
 * The sizes of an answer that only normalizes scores, and what it takes in memory.
 *
 * @param rowCount the rows of scores
 * @param keys n
 * @param wanted the members asked for
 */
public record WeighingSizes(
    Dtype dtype, int rowCount, int keys, Normalization normalization, Set<Member> wanted)
    implements Footprint {

  /** The scores and the weights. */
  private static final int STAGES = 2;

  @Override
  public int blockRows() {
    return BlockSize.rows(keys, keys);
  }

  @Override
  public long sharedBytes() {
    return 0;
  }

  @Override
  public long blockBytes() {
    long row = (long) STAGES * keys * dtype.bytesInMemory();
    return blockLength() * (row + RowSize.bytes(1, dtype));
  }

  /** The keys that the rows may attend to, and what a row is normalized in. */
  @Override
  public long workingBytes() {
    long row = 2L + dtype.bytesInMemory();
    return keys * (blockLength() + row) + normalization.workingBytes(keys);
  }

  @Override
  public long rowNumbers() {
    return Math.min(STAGES, Member.overKeys(wanted)) * (long) keys + Member.scalars(wanted);
  }

  @Override
  public boolean inSequence() {
    return false;
  }
}
