package attention.stage;

import java.util.Arrays;
import java.util.List;

/**
 * How the columns of a vector turn: pairs of them are points in planes, each of which has its own
 * speed (Su et al. 2021, arXiv:2104.09864, section 3.2.2, equation 15).
 *
 * @param frequencies f_m, the angle by which pair m turns from one position to the next
 */
public record Rotation(Pairing pairing, double[] frequencies) {

  /**
   * The rotation by a base: f_m = base^(−2m/d_r).
   *
   * @param columns d_r, even
   */
  public static Rotation of(Pairing pairing, double base, int columns) {
    double[] frequencies = new double[columns / 2];
    for (int m = 0; m < frequencies.length; m++) {
      frequencies[m] = Math.pow(base, -2.0 * m / columns);
    }
    return new Rotation(pairing, frequencies);
  }

  /** How many pairs turn: d_r/2. */
  int pairs() {
    return frequencies.length;
  }

  /** Every formula that it can have for a side. */
  public static List<String> formulas(Side side) {
    return Arrays.stream(Pairing.values()).map(pairing -> formula(side, pairing)).toList();
  }

  /** The formula in LaTeX. */
  public String formula(Side side) {
    return formula(side, pairing);
  }

  private static String formula(Side side, Pairing pairing) {
    String x = side.element(pairing.first());
    String y = side.element(pairing.second());
    String angle = "p_" + side.index() + " f_m";
    return "(%1$s, %2$s) \\leftarrow (%1$s \\cos %3$s - %2$s \\sin %3$s, %1$s \\sin %3$s + %2$s \\cos %3$s)"
        .formatted(x, y, angle);
  }
}
