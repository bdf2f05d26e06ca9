package attention.definition;

import attention.trace.Member;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From scores to weights: what every mechanism does with a row of scores. */
record Weighing(Recomputation rows, Definition definition) {

  /** What a step of one score costs beside a multiply-add. */
  private static final long STEP = 4;

  /** A stage of one row; null if it does not lie between scores and weights. */
  double @Nullable [] of(Member stage, int head, int row) {
    return switch (stage) {
      case SCALED_SCORES, CAPPED_SCORES, BIASED_SCORES, MASKED_SCORES -> step(stage, head, row);
      case MAXIMUM -> describing(head, row, Rows.max(rows.shaped(head, row)));
      case LOG_SUM_EXP ->
          describing(head, row, RowNormalizers.logSumExp(rows.shaped(head, row), rows.sink(head)));
      case WEIGHTS -> weights(head, row);
      case SINK_WEIGHT -> describing(head, row, sinkWeight(head, row));
      case WEIGHT_SUM ->
          new double[] {rows.arithmetic().round(Rows.sum(rows.weightsOf(head, row)))};
      case ENTROPY -> new double[] {entropy(rows.weightsOf(head, row))};
      default -> null;
    };
  }

  /** A number that describes a row, which there is none of where the row has no weights. */
  private double[] describing(int head, int row, double number) {
    boolean weighs = Arrays.stream(rows.weightsOf(head, row)).allMatch(Double::isFinite);
    return new double[] {weighs ? number : Double.NaN};
  }

  private double[] step(Member stage, int head, int query) {
    List<Step> steps = definition.get(Part.STEPS);
    int position = 0;
    while (steps.get(position).stage() != stage) {
      position++;
    }
    Member before = position == 0 ? Member.SCORES : steps.get(position - 1).stage();
    double[] in = rows.row(before, head, query);
    rows.spend(STEP * in.length);
    double[] out = apply(steps.get(position), in, head, query);
    return stage == Member.MASKED_SCORES ? out : rows.arithmetic().round(out);
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
    return rows.arithmetic().round(scale.factor(rows.width(Member.QUERY)));
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

  private double[] weights(int head, int query) {
    double[] weights = definition.get(Part.NORMALIZER).weigh(rows, head, query);
    rows.spend(Recomputation.EXP * weights.length);
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
    return rows.arithmetic().round(weights);
  }

  /** One weight of a row, whose others are not computed where that costs less. */
  double weight(int head, int query, int key) {
    rows.spend(Recomputation.EXP);
    double weight = definition.get(Part.NORMALIZER).weight(rows, head, query, key);
    Scale scale = definition.find(Part.SCALE);
    weight = scale != null && scale.isLate() ? weight * factor(scale) : weight;
    boolean forbidden =
        definition.find(Part.MASKING) == Masking.Plain.AFTER_SOFTMAX
            && !definition.get(Part.MASK).allows(query, key);
    return forbidden ? 0 : rows.arithmetic().round(weight);
  }

  private double sinkWeight(int head, int query) {
    double[] scores = rows.shaped(head, query);
    double sink = rows.sink(head);
    return rows.arithmetic().round(Math.exp(sink - RowNormalizers.logSumExp(scores, sink)));
  }

  private static double entropy(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum -= weight == 0 ? 0 : weight * Math.log(weight);
    }
    return sum;
  }
}
