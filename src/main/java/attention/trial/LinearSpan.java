package attention.trial;

import attention.definition.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The vectors that are sums of multiples of some, by the Gram–Schmidt process. Where more numbers
 * would have to be kept than {@link #MOST}, every vector is taken for one of them.
 */
public final class LinearSpan {

  /** The most numbers that are kept. */
  public static final int MOST = 1 << 19;

  /** What is left of a vector in the span, beside it: rounding errors. */
  private static final double NOTHING = 1e-9;

  private final List<double[]> basis = new ArrayList<>();
  private boolean everything;

  /** Adds a vector; one that is not finite spans everything. */
  public void add(double[] x) {
    if (everything) {
      return;
    }
    double length = Math.sqrt(Rows.dot(x, x));
    double[] rest = rest(x);
    double left = Math.sqrt(Rows.dot(rest, rest));
    if (left <= NOTHING * length) {
      return;
    }
    basis.add(Rows.map(rest, number -> number / left));
    everything = Double.isNaN(left) || (long) basis.size() * x.length > MOST;
    if (everything) {
      basis.clear();
    }
  }

  /** Whether nothing can be seen any more, because every vector is in it. */
  public boolean isEverything() {
    return everything;
  }

  /** How many vectors are needed for all of them. */
  public int dimension() {
    return basis.size();
  }

  /** What is left of a vector without its part in the span; NaN if that is not to be seen. */
  public double[] rest(double[] x) {
    double[] rest = x.clone();
    for (double[] direction : basis) {
      Rows.addMultiple(-Rows.dot(rest, direction), direction, 0, rest);
    }
    if (everything) {
      Arrays.fill(rest, Double.NaN);
    }
    return rest;
  }
}
