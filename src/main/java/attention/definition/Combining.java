package attention.definition;

/**
 * The attentional vector: tanh([c ; s]·W + b).
 *
 * @param stateFirst whether it is [s ; c]
 */
public record Combining(Affine map, boolean tanh, boolean stateFirst) {

  /** The multiply-adds of one vector. */
  long cost() {
    return map.numbers() + (tanh ? Recomputation.EXP * map.out() : 0);
  }

  double[] of(double[] context, double[] state, Arithmetic arithmetic) {
    double[] joined = stateFirst ? Rows.joined(state, context) : Rows.joined(context, state);
    double[] sum = map.unrounded(joined, arithmetic);
    return arithmetic.round(tanh ? Rows.map(sum, Math::tanh) : sum);
  }
}
