package attention.mechanism;

import attention.matrix.Dtype;
import attention.stage.BlockSize;
import attention.stage.HeadLayout;
import attention.trace.Footprint;
import attention.trace.Member;
import java.util.Set;

/**
 * The sizes of an answer over queries, keys and values, and what it takes in memory.
 *
 * @param rowCount the queries answered
 * @param keys n
 * @param queryColumns the width of a projected query, all heads together
 * @param keyColumns the width of a projected key, all key/value heads together
 * @param valueColumns the same of a value
 * @param preparations the steps between projection and score function
 * @param stages how many matrices a head computes for a block, the weights included
 * @param wanted the members asked for
 */
public record AttentionSizes(
    Dtype dtype,
    int rowCount,
    int keys,
    HeadLayout layout,
    int queryColumns,
    int keyColumns,
    int valueColumns,
    int preparations,
    int stages,
    Set<Member> wanted)
    implements Footprint {

  /** Of queries and keys that are compared as they were projected. */
  public AttentionSizes(
      Dtype dtype,
      int rowCount,
      int keys,
      HeadLayout layout,
      int queryColumns,
      int keyColumns,
      int valueColumns,
      int stages,
      Set<Member> wanted) {
    this(dtype, rowCount, keys, layout, queryColumns, keyColumns, valueColumns, 0, stages, wanted);
  }

  /** The width of the contexts of all heads side by side. */
  int contextColumns() {
    return layout.contextColumns(valueColumns);
  }

  @Override
  public int blockRows() {
    long cells = (long) layout.heads() * keys;
    int rows = BlockSize.rows(keys, Math.max(cells, Math.max(queryColumns, contextColumns())));
    long products = (long) keys * (queryColumns + contextColumns()) / layout.heads();
    return Math.min(rows, BlockSize.rowsOfWork(products));
  }

  /** Keys and values as they are packed for products, and the keys after each step before that. */
  @Override
  public long sharedBytes() {
    return keys * (keyColumns * (1L + preparations) + valueColumns) * dtype.bytesInMemory();
  }

  @Override
  public long blockBytes() {
    int average = wanted.contains(Member.AVERAGE_WEIGHTS) ? AverageWeights.STAGES : 0;
    long cells = ((long) stages * layout.heads() + average) * keys;
    long row = cells + queryColumns * (1L + preparations) + 2L * contextColumns();
    return blockRows() * row * dtype.bytesInMemory();
  }

  /** A block with contributions is too much to be kept until its turn. */
  @Override
  public boolean inSequence() {
    return wanted.contains(Member.CONTRIBUTIONS);
  }
}
