package attention.mechanism;

import attention.kernel.Kernel;
import attention.kernel.PackedMatrix;
import attention.matrix.Matrix;
import attention.trace.Member;

/**
 * The values of a head, packed for the sums of contexts. A value that is not finite is packed as 0:
 * 0 · ∞ is NaN, and would reach the queries that must not attend to it. It is added for those that
 * may.
 */
final class Values<M extends Matrix<M>> {

  private final Kernel<M> kernel;
  private final M values;
  private final Outside outside;
  private final Infinities infinities;
  private final PackedMatrix<M> packed;

  private Values(Kernel<M> kernel, M values, Outside outside) {
    this.kernel = kernel;
    this.values = values;
    this.outside = outside;
    this.infinities = new Infinities(values, outside);
    this.packed = kernel.pack(outside.isEmpty() ? values : finite(kernel, values));
  }

  /**
   * Values from a request, which are finite.
   *
   * @param values n × d_v
   */
  static <M extends Matrix<M>> Values<M> given(Kernel<M> kernel, M values) {
    return new Values<>(kernel, values, Outside.NONE);
  }

  /**
   * Values that arithmetic may have taken out of the range of the dtype.
   *
   * @param values n × d_v
   */
  static <M extends Matrix<M>> Values<M> computed(Kernel<M> kernel, M values) {
    return new Values<>(kernel, values, Outside.of(kernel, values));
  }

  private static <M extends Matrix<M>> M finite(Kernel<M> kernel, M values) {
    M finite = kernel.zeros(values.rows(), values.columns());
    double[] numbers = new double[values.columns()];
    for (int row = 0; row < values.rows(); row++) {
      values.get(row, numbers);
      for (int column = 0; column < numbers.length; column++) {
        numbers[column] = Double.isFinite(numbers[column]) ? numbers[column] : 0;
      }
      finite.set(row, numbers);
    }
    return finite;
  }

  /**
   * Mixes the values: z_i = Σ_j α_ij v_j over the keys that may be attended to.
   *
   * @param weights b × n
   * @param context b × d_v, written
   */
  void mix(M weights, AllowedKeys allowed, M context) {
    packed.multiply(weights, context);
    infinities.addTo(context, weights, allowed);
  }

  /** Reports the rows that may attend to a value that left the range of the dtype. */
  void warn(AllowedKeys allowed, Warnings warnings) {
    warnings.checkKeys(Member.VALUES, outside, allowed);
  }

  /** The terms α_ij v_j of the contexts. */
  WeightedValues<M> weighted(M weights, AllowedKeys allowed) {
    return new WeightedValues<>(kernel, weights, values, outside, allowed);
  }
}
