package attention.mechanism;

import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.mechanism.Preamble.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The plan of one answer of attention with a single head: immutable, computed block by block, by
 * any thread.
 */
public final class Attention<M extends Matrix<M>> implements Trace {

  /** How many numbers a block holds in each stage: few enough to stay in a core's cache. */
  public static final int BLOCK_NUMBERS = 16_384;

  private final Mechanism mechanism;
  private final Head<M> head;
  private final int[] queries;
  private final Labels labels;
  private final Set<Member> wanted;

  /**
   * Labels of keys and rows.
   *
   * @param keys n; absent if none were given
   * @param queries q; absent if none were given
   */
  public record Labels(@Nullable List<String> keys, @Nullable List<String> queries) {}

  /**
   * Plans an answer.
   *
   * @param queries the queries to answer, in this order; absent = all
   * @param wanted the members to keep
   */
  public Attention(
      Mechanism mechanism,
      Head<M> head,
      int @Nullable [] queries,
      Labels labels,
      Set<Member> wanted) {
    this.mechanism = mechanism;
    this.head = head;
    this.queries =
        queries != null ? queries.clone() : IntStream.range(0, head.queries().rows()).toArray();
    this.labels = labels;
    this.wanted = Set.copyOf(wanted);
  }

  @Override
  public Preamble preamble() {
    Dtype dtype = head.queries().dtype();
    M values = head.values();
    Shape shape =
        values == null
            ? new Shape(queries.length, head.keys(), null, null)
            : new Shape(queries.length, head.keys(), head.queries().columns(), values.columns());
    List<Formula> formulas = head.formulas(wanted).stream().filter(this::isComputedHere).toList();
    return new Preamble(
        mechanism, dtype, head.pipeline().normalization(), shape, formulas, labels.keys());
  }

  private boolean isComputedHere(Formula formula) {
    return mechanism.rowMembers().contains(formula.member());
  }

  @Override
  public int rowCount() {
    return queries.length;
  }

  @Override
  public int blockRows() {
    M values = head.values();
    int widest = Math.max(head.keys(), head.queries().columns());
    widest = values == null ? widest : Math.max(widest, values.columns());
    return Math.max(1, BLOCK_NUMBERS / widest);
  }

  @Override
  public Rows rows(int from, int to) {
    Objects.checkFromToIndex(from, to, queries.length);
    int[] chosen = Arrays.copyOfRange(queries, from, to);
    List<String> names = labels.queries();
    List<String> tokens =
        names == null ? null : Arrays.stream(chosen).mapToObj(names::get).toList();
    return new Rows(chosen, tokens, head.rows(chosen, wanted));
  }
}
