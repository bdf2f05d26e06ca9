package attention.trial;

import attention.definition.Rows;
import java.util.ArrayList;
import java.util.List;

/** The vectors that are sums of multiples of some, by the Gram–Schmidt process. */
public final class LinearSpan {

  /** What is left of a vector in the span, beside it: rounding errors. */
  private static final double NOTHING = 1e-9;

  private final List<double[]> basis = new ArrayList<>();

  /** Adds a vector; one that is not finite spans everything. */
  public void add(double[] x) {
    double length = Math.sqrt(Rows.dot(x, x));
    double[] rest = rest(x);
    double left = Math.sqrt(Rows.dot(rest, rest));
    if (!(left <= NOTHING * length)) {
      basis.add(Rows.map(rest, number -> number / left));
    }
  }

  /** What is left of a vector without its part in the span. */
  public double[] rest(double[] x) {
    double[] rest = x.clone();
    for (double[] direction : basis) {
      Rows.addMultiple(-Rows.dot(rest, direction), direction, 0, rest);
    }
    return rest;
  }
}
