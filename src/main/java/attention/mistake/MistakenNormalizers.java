package attention.mistake;

import attention.definition.Arithmetic;
import attention.definition.RowNormalizers;
import attention.definition.Rows;

/** What is taken for the softmax of a row, or left of it. */
final class MistakenNormalizers {

  private MistakenNormalizers() {}

  /** As written, where ∞ / ∞ is null and every other number / ∞ is 0. */
  static double[] overflowing(double[] scores, double sink, Arithmetic arithmetic) {
    double[] powers = Rows.map(scores, x -> arithmetic.wide(Math.exp(x)));
    return RowNormalizers.divided(powers, arithmetic.wide(Math.exp(sink)));
  }

  static double[] logSoftmax(double[] scores, double sink, Arithmetic arithmetic) {
    double logSumExp = RowNormalizers.logSumExp(scores, sink);
    return Rows.map(scores, x -> x - logSumExp);
  }

  static double[] offByOne(double[] scores, double sink, Arithmetic arithmetic) {
    return RowNormalizers.softmax(scores, 0, arithmetic);
  }

  static double[] base2(double[] scores, double sink, Arithmetic arithmetic) {
    return RowNormalizers.softmax(
        Rows.map(scores, x -> x * Math.log(2)), sink * Math.log(2), arithmetic);
  }

  /** What overflows stays the largest number: that it is infinite is another mistake. */
  static double[] exponentials(double[] scores, double sink, Arithmetic arithmetic) {
    double largest = arithmetic.largest();
    return Rows.map(scores, x -> Math.min(largest, Math.exp(x)));
  }

  static double[] shiftedExponentials(double[] scores, double sink, Arithmetic arithmetic) {
    double max = Math.max(Rows.max(scores), sink);
    return Rows.map(scores, x -> Math.exp(x - max));
  }

  static double[] relu(double[] scores, double sink, Arithmetic arithmetic) {
    return RowNormalizers.divided(RowNormalizers.positive(scores, x -> Math.max(0, x)), 0);
  }

  static double[] reluOverKeys(double[] scores, double sink, Arithmetic arithmetic) {
    return RowNormalizers.positive(scores, x -> Math.max(0, x) / scores.length);
  }
}
