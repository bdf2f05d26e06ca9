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

  /** What an exponential costs, and a step of one score, beside a multiply-add. */
  private static final long EXP = 10;

  private static final long STEP = 4;

  private final Definition definition;
  private final @Nullable Recomputation parent;
  private final Effort effort;
  private final int probe;
  private final long replaced;
  private final Dependencies dependencies;
  private @Nullable RowMemory memory;
  private final Map<Object, Object> shared = new HashMap<>();

  Recomputation(Definition definition, @Nullable Recomputation parent, Effort effort, int probe) {
    this.definition = definition;
    this.parent = parent;
    this.effort = effort;
    this.probe = probe;
    this.replaced = parent == null ? -1 : definition.replaced(parent.definition);
    this.dependencies = new Dependencies(definition.get(Part.STEPS));
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

  /** Counts work before it is done. */
  public final void spend(long multiplyAdds) {
    effort.spend(multiplyAdds);
  }

  /**
   * A stage of one row: of one head, or of the row as a whole in head 0.
   *
   * @param row the query; the key for what stands above the rows
   */
  public final double[] row(Member stage, int head, int row) {
    if (parent != null && !replaces(stage)) {
      return parent.row(stage, head, row);
    }
    return memory().get(stage, head, row, () -> compute(stage, head, row));
  }

  private RowMemory memory() {
    if (memory == null) {
      boolean kept = effort.keeps(2L * heads() * queryCount() * width(Member.SCORES));
      memory = new RowMemory(probe, heads(), kept ? queryCount() : 0, shapedStage());
    }
    return memory;
  }

  /** How wide a stage is. */
  public abstract int width(Member stage);

  /** The multiply-adds of all rows that are answered, about. */
  public long cost() {
    long rows = (long) definition.get(Part.SELECTED).length * heads();
    int keys = width(Member.WEIGHTS);
    ScoreFunction score = definition.find(Part.SCORE);
    int query = width(Member.QUERY);
    long perScore = score == null ? 0 : Math.min(query, score.cost(query));
    long perCell = width(Member.CONTEXT) + perScore + 2 * EXP;
    return rows * keys * perCell;
  }

  private double[] compute(Member stage, int head, int row) {
    return switch (stage) {
      case SCALED_SCORES, CAPPED_SCORES, BIASED_SCORES, MASKED_SCORES -> step(stage, head, row);
      case MAXIMUM -> new double[] {Rows.max(shaped(head, row))};
      case LOG_SUM_EXP -> new double[] {RowNormalizers.logSumExp(shaped(head, row), sink(head))};
      case WEIGHTS -> weights(head, row);
      case SINK_WEIGHT -> new double[] {sinkWeight(head, row)};
      case WEIGHT_SUM -> new double[] {arithmetic().round(Rows.sum(weightsOf(head, row)))};
      case ENTROPY -> new double[] {entropy(weightsOf(head, row))};
      default -> stage(stage, head, row);
    };
  }

  /** A stage that depends on the mechanism. */
  abstract double[] stage(Member stage, int head, int row);

  private double[] step(Member stage, int head, int query) {
    List<Step> steps = definition.get(Part.STEPS);
    int position = 0;
    while (steps.get(position).stage() != stage) {
      position++;
    }
    Member before = position == 0 ? Member.SCORES : steps.get(position - 1).stage();
    double[] in = row(before, head, query);
    spend(STEP * in.length);
    double[] out = apply(steps.get(position), in, head, query);
    return stage == Member.MASKED_SCORES ? out : arithmetic().round(out);
  }

  private double[] apply(Step step, double[] in, int head, int query) {
    return switch (step) {
      case SCALE -> {
        Scale scale = definition.get(Part.SCALE);
        double factor = scale.isLate() ? 1 : factor(scale);
        yield Rows.scaled(in, factor);
      }
      case CAP -> Rows.map(in, definition.get(Part.CAP)::of);
      case BIAS -> {
        Biases biases = definition.find(Part.BIASES);
        yield biases == null ? in.clone() : biases.addTo(in, head, query);
      }
      case MASK -> masked(in, query);
    };
  }

  private double factor(Scale scale) {
    return arithmetic().round(scale.factor(width(Member.QUERY)));
  }

  private double[] masked(double[] scores, int query) {
    Masking masking = definition.get(Part.MASKING);
    boolean[] allowed = definition.get(Part.MASK).row(query, scores.length);
    double[] masked = new double[scores.length];
    if (masking == Masking.Plain.INFINITE) {
      for (int j = 0; j < masked.length; j++) {
        masked[j] = allowed[j] ? scores[j] : Double.NEGATIVE_INFINITY;
      }
      return masked;
    }
    for (int j = 0; j < masked.length; j++) {
      masked[j] = masking.of(scores[j], allowed[j]);
    }
    return masked;
  }

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

  private double[] weights(int head, int query) {
    double[] weights = definition.get(Part.NORMALIZER).weigh(this, head, query);
    spend(EXP * weights.length);
    Scale scale = definition.find(Part.SCALE);
    if (scale != null && scale.isLate()) {
      double factor = factor(scale);
      weights = Rows.map(weights, x -> x * factor);
    }
    if (definition.find(Part.MASKING) == Masking.Plain.AFTER_SOFTMAX) {
      boolean[] allowed = definition.get(Part.MASK).row(query, weights.length);
      for (int j = 0; j < weights.length; j++) {
        weights[j] = allowed[j] ? weights[j] : 0;
      }
    }
    return arithmetic().round(weights);
  }

  /** One weight of a row of which no other may be asked for. */
  final double weight(int head, int query, int key) {
    spend(EXP);
    double weight = definition.get(Part.NORMALIZER).weight(this, head, query, key);
    Scale scale = definition.find(Part.SCALE);
    weight = scale != null && scale.isLate() ? weight * factor(scale) : weight;
    boolean forbidden =
        definition.find(Part.MASKING) == Masking.Plain.AFTER_SOFTMAX
            && !definition.get(Part.MASK).allows(query, key);
    return forbidden ? 0 : arithmetic().round(weight);
  }

  final double[] weightsOf(int head, int query) {
    return row(Member.WEIGHTS, head, query);
  }

  private double sinkWeight(int head, int query) {
    double[] scores = shaped(head, query);
    double share = Math.exp(sink(head) - RowNormalizers.logSumExp(scores, sink(head)));
    return Double.isNaN(weightsOf(head, query)[0]) ? Double.NaN : arithmetic().round(share);
  }

  private static double entropy(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum -= weight == 0 ? 0 : weight * Math.log(weight);
    }
    return sum;
  }

  @Override
  public final double sink(int head) {
    double[] sinks = definition.find(Part.SINKS);
    return sinks == null ? Double.NEGATIVE_INFINITY : sinks[head];
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
