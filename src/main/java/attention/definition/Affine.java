package attention.definition;

import org.jspecify.annotations.Nullable;

/**
 * A linear map: y = x·W + b.
 *
 * @param weights in × out
 * @param bias out; absent = zeros
 */
public record Affine(double[][] weights, double @Nullable [] bias) {

  public int in() {
    return weights.length;
  }

  public int out() {
    return weights[0].length;
  }

  /** Those of the matrix, as many as a product has multiply-adds. */
  public long numbers() {
    return (long) in() * out();
  }

  public boolean isSquare() {
    return in() == out();
  }

  /** y, not rounded. */
  public double[] unrounded(double[] x, Arithmetic arithmetic) {
    double[] y = Rows.product(arithmetic.operands(x), weights);
    return bias == null ? y : Rows.plus(y, bias);
  }

  public double[] of(double[] x, Arithmetic arithmetic) {
    return arithmetic.round(unrounded(x, arithmetic));
  }

  public Affine transposed() {
    return new Affine(Rows.transposed(weights), bias);
  }

  public Affine withoutBias() {
    return new Affine(weights, null);
  }
}
