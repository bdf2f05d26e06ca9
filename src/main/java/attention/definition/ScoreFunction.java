package attention.definition;

import org.jspecify.annotations.Nullable;

/** The score function. */
public sealed interface ScoreFunction {

  /** It over keys, n × d_k. */
  Scorer over(double[][] keys, Arithmetic arithmetic);

  /** What it costs to take so many keys of such a width, as multiply-adds. */
  default long costOver(int keys, int width) {
    return (long) keys * width;
  }

  /** What one score costs, as multiply-adds for one key of such a width. */
  int cost(int width);

  /** The scores of one query, not rounded. */
  @FunctionalInterface
  interface Scorer {
    double[] of(double[] query);
  }

  /** The scores are given: what is a query elsewhere is a row of scores. */
  record Given() implements ScoreFunction {
    @Override
    public Scorer over(double[][] keys, Arithmetic arithmetic) {
      return query -> query;
    }

    @Override
    public int cost(int width) {
      return 1;
    }
  }

  /**
   * q·k.
   *
   * @param cosine whether it is divided by the lengths of both
   */
  record Dot(boolean cosine) implements ScoreFunction {
    @Override
    public Scorer over(double[][] keys, Arithmetic arithmetic) {
      double[][] columns = Rows.transposed(keys);
      for (int c = 0; c < columns.length; c++) {
        columns[c] = arithmetic.operands(columns[c]);
      }
      if (!cosine) {
        return query -> Rows.product(arithmetic.operands(query), columns);
      }
      double[] lengths = new double[keys.length];
      for (int j = 0; j < keys.length; j++) {
        lengths[j] = Math.sqrt(Rows.dot(keys[j], keys[j]));
      }
      return query -> {
        double[] scores = Rows.product(arithmetic.operands(query), columns);
        double length = Math.sqrt(Rows.dot(query, query));
        for (int j = 0; j < scores.length; j++) {
          scores[j] /= length * lengths[j];
        }
        return scores;
      };
    }

    @Override
    public int cost(int width) {
      return width;
    }
  }

  /**
   * q·W·k.
   *
   * @param weights d_q × d_k; absent = q·k
   */
  record General(double @Nullable [][] weights) implements ScoreFunction {
    @Override
    public Scorer over(double[][] keys, Arithmetic arithmetic) {
      Scorer dot = new Dot(false).over(keys, arithmetic);
      return query ->
          dot.of(weights == null ? query : Rows.product(arithmetic.operands(query), weights));
    }

    @Override
    public int cost(int width) {
      return width;
    }
  }

  /**
   * tanh(q·W_q + k·W_k + b)·v: Bahdanau's score, and Luong's of [q ; k].
   *
   * @param query W_q, d_q × a
   * @param key W_k, d_k × a
   * @param energy v, a numbers; absent = ones
   * @param tanh whether there is a tanh
   */
  record Layered(
      double[][] query,
      double[][] key,
      double @Nullable [] bias,
      double @Nullable [] energy,
      boolean tanh,
      boolean joined)
      implements ScoreFunction {

    private static final int TANH = 10;

    @Override
    public Scorer over(double[][] keys, Arithmetic arithmetic) {
      double[][] hidden = new double[keys.length][];
      for (int j = 0; j < keys.length; j++) {
        hidden[j] = Rows.product(arithmetic.operands(keys[j]), key);
      }
      return q -> {
        double[] shared = Rows.product(arithmetic.operands(q), query);
        double[] sum = bias == null ? shared : Rows.plus(shared, bias);
        double[] scores = new double[hidden.length];
        for (int j = 0; j < scores.length; j++) {
          scores[j] = energy(sum, hidden[j], arithmetic);
        }
        return scores;
      };
    }

    private double energy(double[] query, double[] key, Arithmetic arithmetic) {
      double sum = 0;
      for (int c = 0; c < query.length; c++) {
        double x = query[c] + key[c];
        x = tanh ? Math.tanh(x) : x;
        sum += energy == null ? x : arithmetic.operand(x) * energy[c];
      }
      return sum;
    }

    @Override
    public long costOver(int keys, int width) {
      return (long) keys * width * key[0].length;
    }

    @Override
    public int cost(int width) {
      return TANH * query[0].length;
    }

    /** The query is where the key should be, and the reverse. */
    public Layered exchanged() {
      return new Layered(key, query, bias, energy, tanh, joined);
    }

    public Layered withoutTanh() {
      return new Layered(query, key, bias, energy, false, joined);
    }

    public Layered withoutEnergy() {
      return new Layered(query, key, bias, null, tanh, joined);
    }

    public Layered withoutBias() {
      return new Layered(query, key, null, energy, tanh, joined);
    }

    public Layered transposed(boolean ofQuery, boolean ofKey) {
      return new Layered(
          ofQuery ? Rows.transposed(query) : query,
          ofKey ? Rows.transposed(key) : key,
          bias,
          energy,
          tanh,
          joined);
    }
  }
}
