package attention.definition;

import attention.trace.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one definition, computed again row by row as they are asked for. What is computed
 * from parts that the definition of the parent has too is taken from the parent. Rows are those of
 * all queries of the request, by head.
 */
public abstract class Recomputation implements Shaped {

  /** What an exponential costs beside a multiply-add. */
  public static final long EXP = 10;

  /** What the service takes for a weight beside products: its exponentials are fast. */
  private static final long CELL = 4;

  /** How much faster the service multiplies by a trained matrix than a check does. */
  private static final long MATRICES = 4;

  /** What a row costs beside a multiply-add, however short it is: calls, and an array. */
  private static final long ROW = 128;

  /** The stages of a row that every computation has: scores, weights, contexts. */
  private static final long STAGES = 3;

  private final Definition definition;
  private final @Nullable Recomputation parent;
  private final Effort effort;
  private final int probe;
  private final long replaced;
  private final Dependencies dependencies;
  private final Weighing weighing;
  private @Nullable RowMemory memory;
  private final Map<Object, Object> shared = new HashMap<>();

  Recomputation(Definition definition, @Nullable Recomputation parent, Effort effort, int probe) {
    this.definition = definition;
    this.parent = parent;
    this.effort = effort;
    this.probe = probe;
    this.replaced = parent == null ? -1 : definition.replaced(parent.definition);
    this.dependencies = new Dependencies(definition.get(Part.STEPS));
    this.weighing = new Weighing(this, definition);
  }

  /** The computation of a definition. */
  public static Recomputation of(
      Definition definition, @Nullable Recomputation parent, Effort effort, int probe) {
    return definition.has(Part.DECODER)
        ? new StepRecomputation(definition, parent, effort, probe)
        : new VectorRecomputation(definition, parent, effort, probe);
  }

  /** The same with parts replaced. */
  public Recomputation child(Definition mistaken) {
    return of(mistaken, this, effort, probe);
  }

  public Definition definition() {
    return definition;
  }

  /** The definition of the request. */
  final Definition right() {
    return parent == null ? definition : parent.right();
  }

  /** Whether it is of a mistake, not of the request. */
  final boolean isChild() {
    return parent != null;
  }

  /** The queries that are answered, in order. */
  int[] answered() {
    return definition.get(Part.SELECTED);
  }

  /** Whether a stage can be another one than that of the parent. */
  boolean replaces(Member stage) {
    return parent == null || (replaced & dependencies.of(stage)) != 0;
  }

  /** The parent, if it computes from the same parts. */
  final @Nullable Recomputation sharing(long parts) {
    return (replaced & parts) == 0 ? parent : null;
  }

  /** Whether this row is asked for first, and may be the only one. */
  final boolean isProbed(int row) {
    return row == probe;
  }

  @Override
  public final boolean keepsScores() {
    return effort.keeps(2L * heads() * queryCount() * width(Member.SCORES));
  }

  @Override
  public final void spend(long multiplyAdds) {
    effort.spend(multiplyAdds);
  }

  /**
   * A stage of one row: of one head, or of the row as a whole in head 0.
   *
   * @param row the query; the key for what is above the rows
   */
  public final double[] row(Member stage, int head, int row) {
    if (parent != null && !replaces(stage)) {
      return parent.row(stage, head, row);
    }
    return memory().get(stage, head, row, () -> compute(stage, head, row));
  }

  private RowMemory memory() {
    if (memory == null) {
      memory = new RowMemory(probe, heads(), keepsScores() ? queryCount() : 0, shapedStage());
    }
    return memory;
  }

  /** How wide a stage is. */
  public abstract int width(Member stage);

  /**
   * The multiply-adds of all rows that are answered, about, in those of attention: the service
   * takes those with trained matrices several times faster.
   */
  public final long cost() {
    long rows = (long) definition.get(Part.SELECTED).length * heads();
    int keys = width(Member.WEIGHTS);
    ScoreFunction score = definition.find(Part.SCORE);
    long perScore = score == null ? 0 : score.cost(width(Member.QUERY));
    long perCell = width(Member.CONTEXT) + perScore + CELL;
    return rows * (keys * perCell + STAGES * ROW) + costOfMatrices() / MATRICES;
  }

  /** The multiply-adds with trained matrices. */
  abstract long costOfMatrices();

  private double[] compute(Member stage, int head, int row) {
    spend(ROW);
    double[] weighed = weighing.of(stage, head, row);
    return weighed == null ? stage(stage, head, row) : weighed;
  }

  /** A stage that depends on the mechanism. */
  abstract double[] stage(Member stage, int head, int row);

  @Override
  public final double[] shaped(int head, int query) {
    return row(shapedStage(), head, query);
  }

  private Member shapedStage() {
    List<Step> steps = definition.get(Part.STEPS);
    return steps.isEmpty() ? Member.SCORES : steps.getLast().stage();
  }

  @Override
  public final <T> T onceOfShaped(Object key, Supplier<T> value) {
    return parent != null && !replaces(shapedStage())
        ? parent.onceOfShaped(key, value)
        : once(
            key,
            () -> {
              spend(EXP * queryCount() * width(Member.SCORES));
              return value.get();
            });
  }

  /** One weight of a row of which no other may be asked for. */
  final double weight(int head, int query, int key) {
    return weighing.weight(head, query, key);
  }

  final double[] weightsOf(int head, int query) {
    return row(Member.WEIGHTS, head, query);
  }

  @Override
  public final double sink(int head) {
    double[] sinks = definition.find(Part.SINKS);
    return sinks == null ? Double.NEGATIVE_INFINITY : sinks[head];
  }

  @Override
  public final int keyCount() {
    return width(Member.SCORES);
  }

  @Override
  public final Arithmetic arithmetic() {
    return definition.get(Part.ARITHMETIC);
  }

  @Override
  public final EmptyRows emptyRows(int query) {
    return definition.get(Part.EMPTY_ROWS).of(query);
  }

  /** Computes a value that is needed again and again, once. */
  @SuppressWarnings("unchecked")
  public final <T> T once(Object key, Supplier<T> value) {
    Object known = shared.get(key);
    if (known == null) {
      known = value.get();
      shared.put(key, known);
    }
    return (T) known;
  }

  /** The same for a value that does not depend on the definition. */
  final <T> T onceForAll(Object key, Supplier<T> value) {
    return parent == null ? once(key, value) : parent.onceForAll(key, value);
  }
}
