package attention.check;

import org.jspecify.annotations.Nullable;

/**
 * A linear map: y = x·W + b.
 *
 * @param weights in × out
 * @param bias out; absent = zeros
 */
record Affine(double[][] weights, double @Nullable [] bias) {

  int in() {
    return weights.length;
  }

  int out() {
    return weights[0].length;
  }

  boolean isSquare() {
    return in() == out();
  }

  /** y, not rounded. */
  double[] unrounded(double[] x, Arithmetic arithmetic) {
    double[] y = Rows.product(arithmetic.operands(x), weights);
    return bias == null ? y : Rows.plus(y, bias);
  }

  double[] of(double[] x, Arithmetic arithmetic) {
    return arithmetic.round(unrounded(x, arithmetic));
  }

  Affine transposed() {
    return new Affine(Rows.transposed(weights), bias);
  }

  Affine withoutBias() {
    return new Affine(weights, null);
  }
}
