package attention.mistake;

import attention.definition.NaturalView;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.Rows;
import attention.definition.Step;
import attention.trace.Member;

/** The factor t by which t·S comes nearest to the numbers of a client. */
final class LeastSquares {

  private double products;
  private double squares;
  private int cells;
  private int rows;

  /** Cells beyond those that a number for each row needs. */
  int spare() {
    return cells - rows;
  }

  double factor() {
    return products / squares;
  }

  /** Numbers that are the scores times the factor. */
  void addScores(NaturalView right, Given given) {
    for (int row = 0; row < right.rows(Member.SCORES); row++) {
      double[] scores = right.row(Member.SCORES, row);
      for (int j = 0; j < scores.length; j++) {
        double x = given.numbers()[row * scores.length + j];
        if (Double.isFinite(x)) {
          products += x * scores[j];
          squares += scores[j] * scores[j];
          cells++;
        }
      }
    }
  }

  /**
   * Weights, whose logarithm is the scores times the factor, a bias, and a number for each row. A
   * weight counts by its square, because so its rounding does.
   */
  void addWeights(NaturalView right, Given given) {
    for (int row = 0; row < right.rows(Member.WEIGHTS); row++) {
      double[] scores = right.row(Member.SCORES, row);
      double[] bias = bias(right, row, scores);
      double[] logs = new double[scores.length];
      double[] shares = new double[scores.length];
      for (int j = 0; j < scores.length; j++) {
        double x = given.numbers()[row * scores.length + j];
        boolean counts = x > 0 && Double.isFinite(x) && Double.isFinite(bias[j]);
        logs[j] = counts ? Math.log(x) - bias[j] : 0;
        shares[j] = counts ? x * x : 0;
      }
      addRow(scores, logs, shares);
    }
  }

  /** What is added between scaled and shaped scores; −∞ where a key is masked. */
  private static double[] bias(NaturalView right, int row, double[] scores) {
    Recomputation computation = right.computation();
    int[] selected = computation.definition().get(Part.SELECTED);
    int head = row / selected.length;
    int query = selected[row % selected.length];
    double[] shaped = computation.shaped(head, query);
    double[] scaled =
        computation.definition().get(Part.STEPS).contains(Step.SCALE)
            ? computation.row(Member.SCALED_SCORES, head, query)
            : scores;
    double[] bias = new double[scores.length];
    for (int j = 0; j < bias.length; j++) {
      bias[j] = shaped[j] - scaled[j];
    }
    return bias;
  }

  private void addRow(double[] scores, double[] logs, double[] shares) {
    double sum = Rows.sum(shares);
    if (sum == 0) {
      return;
    }
    double meanScore = 0;
    double meanLog = 0;
    for (int j = 0; j < scores.length; j++) {
      meanScore += shares[j] > 0 ? scores[j] * shares[j] / sum : 0;
      meanLog += logs[j] * shares[j] / sum;
    }
    rows++;
    for (int j = 0; j < scores.length; j++) {
      if (shares[j] > 0) {
        double score = scores[j] - meanScore;
        products += shares[j] * score * (logs[j] - meanLog);
        squares += shares[j] * score * score;
        cells++;
      }
    }
  }
}
