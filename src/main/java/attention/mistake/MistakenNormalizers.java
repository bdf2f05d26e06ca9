package attention.mistake;

import attention.definition.Arithmetic;
import attention.definition.Normalizer;
import attention.definition.Normalizer.Totals;
import attention.definition.RowNormalizers;
import attention.definition.Rows;
import attention.definition.Shaped;
import attention.stage.Normalization;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What is taken for the softmax of a row, or left of it. */
public final class MistakenNormalizers {

  static final Normalizer LOG_SOFTMAX =
      Normalizer.byCell(
          MistakenNormalizers::logSoftmax,
          (x, row, arithmetic) -> x - (row.max() + Math.log(row.powers())));

  /** None: the weights are the scores. */
  static final Normalizer SCORES = new Scores();

  static final Normalizer OFF_BY_ONE =
      Normalizer.byCell(MistakenNormalizers::offByOne, MistakenNormalizers::offByOne);

  /** What overflows stays the largest number: that it is infinite is another mistake. */
  static final Normalizer EXPONENTIALS =
      Normalizer.byCell(
          MistakenNormalizers::exponentials,
          (x, row, arithmetic) -> Math.min(arithmetic.largest(), Math.exp(x)));

  static final Normalizer SHIFTED_EXPONENTIALS =
      Normalizer.byCell(
          MistakenNormalizers::shiftedExponentials,
          (x, row, arithmetic) -> Math.exp(x - row.max()));

  public static final Normalizer RELU =
      Normalizer.byCell(
          MistakenNormalizers::relu, (x, row, arithmetic) -> Math.max(0, x) / row.positive());

  static final Normalizer RELU_OVER_KEYS =
      Normalizer.byCell(
          MistakenNormalizers::reluOverKeys, (x, row, arithmetic) -> Math.max(0, x) / row.keys());

  /** As written, where ∞ / ∞ is null and every other number / ∞ is 0. */
  static final Normalizer OVERFLOWING =
      Normalizer.byCell(MistakenNormalizers::overflowing, MistakenNormalizers::overflowing);

  static final Normalizer BASE_2 = Normalizer.byRow(MistakenNormalizers::base2);

  /** The normalizations that a request can ask for. */
  private static final Map<Normalization, Normalizer> ASKED = new EnumMap<>(Normalization.class);

  static {
    for (Normalization normalization : Normalization.values()) {
      ASKED.put(normalization, RowNormalizers.normalizer(normalization));
    }
  }

  private MistakenNormalizers() {}

  /** One that is taken in place of what the request asks for. */
  static Normalizer of(Normalization normalization) {
    return Objects.requireNonNull(ASKED.get(normalization));
  }

  private record Scores() implements Normalizer.ByCells {
    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      return scores.shaped(head, query).clone();
    }

    @Override
    public double weight(Shaped scores, int head, int query, int key) {
      return scores.shaped(head, query)[key];
    }
  }

  /** Whether the weights of every row that has a key add up to 1. */
  public static boolean addUpToOne(Normalizer normalizer) {
    return normalizer == BASE_2
        || normalizer == of(Normalization.SOFTMAX)
        || normalizer == of(Normalization.SPARSEMAX)
        || normalizer == of(Normalization.ENTMAX_15);
  }

  private static double overflowing(double x, Totals row, Arithmetic arithmetic) {
    double largest = arithmetic.wide(Math.exp(row.max()));
    double sum = Double.isInfinite(largest) ? largest : Math.exp(row.max()) * row.powers();
    return arithmetic.wide(Math.exp(x)) / sum;
  }

  private static double[] overflowing(double[] scores, double sink, Arithmetic arithmetic) {
    double[] powers = Rows.map(scores, x -> arithmetic.wide(Math.exp(x)));
    return RowNormalizers.divided(powers, arithmetic.wide(Math.exp(sink)));
  }

  private static double[] logSoftmax(double[] scores, double sink, Arithmetic arithmetic) {
    double logSumExp = RowNormalizers.logSumExp(scores, sink);
    return Rows.map(scores, x -> x - logSumExp);
  }

  private static double[] offByOne(double[] scores, double sink, Arithmetic arithmetic) {
    return RowNormalizers.softmax(scores, 0, arithmetic);
  }

  private static double offByOne(double x, Totals row, Arithmetic arithmetic) {
    double max = Math.max(row.max(), 0);
    double sum = row.powers() * Math.exp(row.max() - max) + Math.exp(-max);
    return Math.exp(x - max) / sum;
  }

  private static double[] base2(double[] scores, double sink, Arithmetic arithmetic) {
    return RowNormalizers.softmax(
        Rows.map(scores, x -> x * Math.log(2)), sink * Math.log(2), arithmetic);
  }

  private static double[] exponentials(double[] scores, double sink, Arithmetic arithmetic) {
    double largest = arithmetic.largest();
    return Rows.map(scores, x -> Math.min(largest, Math.exp(x)));
  }

  private static double[] shiftedExponentials(double[] scores, double sink, Arithmetic arithmetic) {
    double max = Math.max(Rows.max(scores), sink);
    return Rows.map(scores, x -> Math.exp(x - max));
  }

  private static double[] relu(double[] scores, double sink, Arithmetic arithmetic) {
    return RowNormalizers.divided(RowNormalizers.positive(scores, x -> Math.max(0, x)), 0);
  }

  private static double[] reluOverKeys(double[] scores, double sink, Arithmetic arithmetic) {
    return RowNormalizers.positive(scores, x -> Math.max(0, x) / scores.length);
  }
}
