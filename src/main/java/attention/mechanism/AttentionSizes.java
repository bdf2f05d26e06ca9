package attention.mechanism;

import attention.matrix.Dtype;
import attention.stage.BlockSize;
import attention.stage.HeadLayout;
import attention.trace.Footprint;
import attention.trace.Member;
import java.util.EnumSet;
import java.util.Set;

/**
 * The sizes of an answer over queries, keys and values, and what it takes in memory.
 *
 * @param rowCount the queries answered
 * @param keys n
 * @param preparations the steps between projection and score function
 * @param stages how many matrices of b × n a head computes in for a block, the weights included
 * @param working what it takes beside these
 * @param wanted the members asked for
 */
public record AttentionSizes(
    Dtype dtype,
    int rowCount,
    int keys,
    HeadLayout layout,
    Widths widths,
    int preparations,
    int stages,
    WorkingMemory working,
    Set<Member> wanted)
    implements Footprint {

  private static final Set<Member> PREPARED =
      EnumSet.of(Member.NORMALIZED_QUERY, Member.ROTATED_QUERY);

  /** As many keys as take no less in memory than the objects of a row in a head. */
  private static final int FEWEST_KEYS = 64;

  /** Pipeline, keys and values of a head, without their numbers. */
  private static final long HEAD_BYTES = 1024;

  /** The objects of a block in one head. */
  private static final long BLOCK_BYTES = 1536;

  /** The margins of two packed matrices. */
  private static final long MARGIN_BYTES = 512;

  @Override
  public int blockRows() {
    long cells = (long) layout.heads() * Math.max(keys, FEWEST_KEYS);
    int contexts = layout.contextColumns(widths.values());
    int vectors =
        Math.max(
            Math.max(widths.queries(), contexts),
            Math.max(Math.max(widths.given(), widths.scored()), widths.outputs()));
    int rows = BlockSize.rows(keys, Math.max(cells, vectors));
    long products = (long) keys * (widths.queries() + contexts) / layout.heads();
    return Math.min(rows, BlockSize.rowsOfWork(products));
  }

  /**
   * Keys and values as they are packed for products, the keys after each step before that, which of
   * them are not finite, and the heads.
   */
  @Override
  public long sharedBytes() {
    long numbers = keys * (widths.keys() * (1L + preparations) + widths.values());
    long keyValueHeads = layout.keyValueHeads();
    return numbers * dtype.bytesInMemory()
        + keyValueHeads * (keys * (2L + preparations) * Integer.BYTES + MARGIN_BYTES)
        + layout.heads() * HEAD_BYTES
        + 2L * rowCount * Integer.BYTES
        + working.shared();
  }

  @Override
  public long blockBytes() {
    int average = wanted.contains(Member.AVERAGE_WEIGHTS) ? AverageWeights.STAGES : 0;
    long cells = ((long) stages * layout.heads() + average) * keys;
    long vectors =
        widths.queries() * (1L + preparations)
            + 2L * layout.contextColumns(widths.values())
            + widths.outputs();
    long row = (cells + vectors) * dtype.bytesInMemory();
    return blockLength() * (row + RowSize.bytes(layout.heads(), dtype));
  }

  /** What queries are mapped from and to, the keys that they may attend to, and objects. */
  @Override
  public long workingBytes() {
    long mapped = ((long) widths.given() + widths.scored()) * dtype.bytesInMemory();
    long allowed = (wanted.contains(Member.CONTRIBUTIONS) ? layout.heads() : 1) * (long) keys;
    return blockLength() * (mapped + allowed)
        + keys * (2L + dtype.bytesInMemory())
        + layout.heads() * BLOCK_BYTES
        + working.block();
  }

  @Override
  public long rowNumbers() {
    long stagesOfHead = (long) Math.min(stages, Member.overKeys(wanted)) * keys;
    long prepared = Math.min(preparations, Member.count(PREPARED, wanted));
    long numbers = layout.heads() * (stagesOfHead + Member.scalars(wanted));
    numbers += prepared * widths.queries();
    for (Member member : wanted) {
      numbers += vector(member);
    }
    return numbers;
  }

  /** The numbers of a member that is neither a stage of each head nor a prepared query. */
  private long vector(Member member) {
    long contexts = layout.contextColumns(widths.values());
    return switch (member) {
      case QUERY -> widths.queries();
      case AVERAGE_WEIGHTS -> keys;
      case CONTEXT, CONCATENATED -> contexts;
      case CONTRIBUTIONS -> keys * contexts;
      case OUTPUT -> widths.outputs();
      default -> 0;
    };
  }

  @Override
  public int rowWarnings() {
    return layout.heads();
  }

  /** A block with contributions is too much to be kept until its turn. */
  @Override
  public boolean inSequence() {
    return wanted.contains(Member.CONTRIBUTIONS);
  }
}
