package attention.definition;

import attention.definition.ScoreFunction.Scorer;
import attention.trace.Member;
import org.jspecify.annotations.Nullable;

/** All mechanisms but the recurrent one: queries that do not depend on one another. */
final class VectorRecomputation extends Recomputation {

  /** What it costs to find a number in a row, beside a multiply-add. */
  private static final long LOOKUP = 8;

  private final Side queries;
  private final Side keys;

  /** The key under which something of a key/value head is kept. */
  private record OfHead(Class<?> what, int keyValueHead) {}

  VectorRecomputation(
      Definition definition, @Nullable Recomputation parent, Effort effort, int probe) {
    super(definition, parent, effort, probe);
    Side sameQueries =
        sharing(Dependencies.PROJECTED_QUERIES) instanceof VectorRecomputation same
            ? same.queries
            : null;
    Side sameKeys =
        sharing(Dependencies.PROJECTED_KEYS) instanceof VectorRecomputation same ? same.keys : null;
    this.queries = new Side(definition, true, sameQueries, this);
    this.keys = new Side(definition, false, sameKeys, this);
  }

  @Override
  public int heads() {
    return queries.heads();
  }

  @Override
  public int queryCount() {
    return queries.count();
  }

  @Override
  long costOfMatrices() {
    Definition all = definition();
    long queries = all.get(Part.SELECTED).length;
    return queries * (all.numbers(Part.QUERY_MAP) + all.numbers(Part.OUTPUT_MAP))
        + keyCount() * (all.numbers(Part.KEY_MAP) + all.numbers(Part.VALUE_MAP));
  }

  private int keyValueHead(int head) {
    int count = keys.heads();
    return definition().is(Part.TILED) ? head % count : head / (heads() / count);
  }

  @Override
  public int width(Member stage) {
    return switch (stage) {
      case QUERY, NORMALIZED_QUERY, ROTATED_QUERY -> queries.width() / heads();
      case KEYS, NORMALIZED_KEYS, ROTATED_KEYS -> keys.width();
      case VALUES -> valueWidth();
      case CONTEXT -> valueWidth() / keys.heads();
      case CONCATENATED -> valueWidth() / keys.heads() * heads();
      case OUTPUT -> {
        Affine map = definition().find(Part.OUTPUT_MAP);
        yield map == null ? width(Member.CONCATENATED) : map.out();
      }
      default -> keys.count();
    };
  }

  private int valueWidth() {
    Affine map = definition().find(Part.VALUE_MAP);
    return map == null ? definition().get(Part.VALUES)[0].length : map.out();
  }

  @Override
  double[] stage(Member stage, int head, int row) {
    return switch (stage) {
      case QUERY, NORMALIZED_QUERY, ROTATED_QUERY ->
          Rows.slice(queries.at(stage, row), head, heads());
      case KEYS -> keys.projected(row);
      case NORMALIZED_KEYS, ROTATED_KEYS -> keys.at(stage, row);
      case VALUES -> projectedValue(row);
      case SCORES -> scores(head, row);
      case AVERAGE_WEIGHTS -> average(row);
      case CONTEXT -> context(head, row);
      case CONCATENATED -> concatenated(row);
      case OUTPUT -> output(row);
      default -> throw new IllegalArgumentException("There is no stage " + stage);
    };
  }

  private double[] scores(int head, int query) {
    double[] vector = queries.prepared(query, head);
    int cost = definition().get(Part.SCORE).cost(vector.length);
    spend((long) keys.count() * cost + (long) vector.length * vector.length);
    return arithmetic().round(scorer(keyValueHead(head)).of(vector).clone());
  }

  private Scorer scorer(int keyValueHead) {
    if (sharing(Dependencies.SCORER) instanceof VectorRecomputation same) {
      return same.scorer(keyValueHead);
    }
    return once(new OfHead(Scorer.class, keyValueHead), () -> newScorer(keyValueHead));
  }

  private Scorer newScorer(int keyValueHead) {
    double[][] ofHead = new double[keys.count()][];
    for (int j = 0; j < ofHead.length; j++) {
      ofHead[j] = keys.prepared(j, keyValueHead);
    }
    ScoreFunction score = definition().get(Part.SCORE);
    spend(score.costOver(ofHead.length, ofHead[0].length));
    return score.over(ofHead, arithmetic());
  }

  private double[] projectedValue(int row) {
    double[] input = definition().get(Part.VALUES)[row];
    Affine map = definition().find(Part.VALUE_MAP);
    return map == null ? input : map.of(input, arithmetic());
  }

  /** Values as contexts are mixed from them, n × the width of all heads. */
  private double[][] values() {
    if (sharing(Dependencies.VALUES) instanceof VectorRecomputation same) {
      return same.values();
    }
    return once(Member.VALUES, this::newValues);
  }

  private double[][] newValues() {
    int n = keys.count();
    double[][] projected = projectedValues();
    double[][] values = new double[n][];
    Columns columns = definition().get(Part.CUT);
    Columns.Cut cut = new Columns.Cut(columns, at -> projected[at], n, valueWidth(), keys.heads());
    for (int j = 0; j < n; j++) {
      spend(valueWidth());
      values[j] = arithmetic().operands(cut.row(j));
    }
    return values;
  }

  /** Values as they were projected, not cut. */
  private double[][] projectedValues() {
    if (sharing(Dependencies.PROJECTED_VALUES) instanceof VectorRecomputation same) {
      return same.projectedValues();
    }
    return once(Part.VALUE_MAP, this::newProjectedValues);
  }

  private double[][] newProjectedValues() {
    Affine map = definition().find(Part.VALUE_MAP);
    double[][] projected = new double[keys.count()][];
    for (int j = 0; j < projected.length; j++) {
      spend(map == null ? 1 : map.numbers());
      projected[j] = projectedValue(j);
    }
    return projected;
  }

  private double[] context(int head, int query) {
    if (definition().get(Part.MIXING) == Mixing.TRANSPOSED) {
      return isProbed(query)
          ? mixed(head, columnOfWeights(head, query))
          : once(new OfHead(Mixing.class, head), () -> transposedContexts(head))[query];
    }
    return mixed(head, weightsOf(head, query));
  }

  /** Column i of the weights: cheaper than all contexts where one is asked for. */
  private double[] columnOfWeights(int head, int query) {
    double[] column = new double[queryCount()];
    boolean byCell = definition().get(Part.NORMALIZER).isByCell();
    for (int i = 0; i < column.length; i++) {
      column[i] = byCell ? weight(head, i, query) : weightsOf(head, i)[query];
    }
    return column;
  }

  private double[] mixed(int head, double[] row) {
    double[] weights = arithmetic().operands(row);
    double[][] values = values();
    int width = width(Member.CONTEXT);
    int from = keyValueHead(head) * width;
    double[] sum = new double[width];
    spend((long) weights.length * width);
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] != 0) {
        Rows.addMultiple(weights[j], values[j], from, sum);
      }
    }
    return arithmetic().round(sum);
  }

  private double[][] transposedContexts(int head) {
    int width = width(Member.CONTEXT);
    int from = keyValueHead(head) * width;
    double[][] contexts = new double[keys.count()][width];
    double[][] values = values();
    for (int i = 0; i < queryCount(); i++) {
      double[] weights = weightsOf(head, i);
      spend((long) weights.length * width);
      for (int j = 0; j < contexts.length; j++) {
        Rows.addMultiple(weights[j], values[i], from, contexts[j]);
      }
    }
    return contexts;
  }

  private double[] average(int query) {
    double[] sum = new double[keys.count()];
    for (int head = 0; head < heads(); head++) {
      spend(sum.length);
      Rows.addMultiple(1.0 / heads(), weightsOf(head, query), 0, sum);
    }
    return arithmetic().round(sum);
  }

  private double[] concatenated(int query) {
    int width = width(Member.CONTEXT);
    Columns merge = definition().get(Part.MERGE);
    double[] joined = new double[width * heads()];
    spend(LOOKUP * joined.length);
    for (int k = 0; k < joined.length; k++) {
      int flat = query * joined.length + k;
      int perHead = queryCount() * width;
      joined[k] =
          switch (merge) {
            case BLOCKS -> row(Member.CONTEXT, k / width, query)[k % width];
            case INTERLEAVED -> row(Member.CONTEXT, k % heads(), query)[k / heads()];
            case VIEW ->
                row(Member.CONTEXT, flat / perHead, flat / width % queryCount())[flat % width];
          };
    }
    return joined;
  }

  private double[] output(int query) {
    double[] joined = row(Member.CONCATENATED, 0, query);
    Affine map = definition().find(Part.OUTPUT_MAP);
    if (map == null) {
      return joined;
    }
    spend(map.numbers());
    return map.of(joined, arithmetic());
  }
}
