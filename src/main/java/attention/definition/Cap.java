package attention.definition;

/**
 * The soft cap: c·tanh(x/c).
 *
 * @param multiplied whether the factor c before the tanh is there
 */
public record Cap(double c, boolean multiplied) {

  /** No cap at all. */
  public static final Cap NONE = new Cap(Double.POSITIVE_INFINITY, true);

  double of(double x) {
    if (c == Double.POSITIVE_INFINITY) {
      return x;
    }
    if (x == Double.NEGATIVE_INFINITY || x == Double.POSITIVE_INFINITY) {
      return multiplied ? Math.copySign(c, x) : Math.signum(x);
    }
    return (multiplied ? c : 1) * Math.tanh(x / c);
  }
}
