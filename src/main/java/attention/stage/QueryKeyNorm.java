package attention.stage;

import attention.matrix.Matrix;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries and keys, each normalized over the columns of a head or over all of them (Henry et al.
 * 2020, arXiv:2010.04245, section 3): x / divisor ∘ g + b, computed in float64 and rounded to the
 * dtype once. A vector with a number that is not finite has one afterwards too.
 *
 * <p>Error: at most (d/2 + 6)·ε₆₄·(|x / divisor ∘ g| + |b|) beside the rounding; the mean of {@link
 * VectorNorm#LAYER} adds d·ε₆₄·max|x| / divisor ∘ g.
 *
 * @param epsilon ε, not rounded to the dtype
 */
public record QueryKeyNorm<M extends Matrix<M>>(
    VectorNorm norm, double epsilon, Affine<M> queries, Affine<M> keys) implements Preparation<M> {

  /** Vectors with a number beyond this one, or without one beyond its inverse, are scaled. */
  private static final double LARGE = 0x1p900;

  private static final double SCALE = 0x1p200;

  /**
   * What is done to the normalized vectors of a side.
   *
   * @param groups the vectors of equal width that a row consists of: the heads of the side, or 1
   * @param gain g, 1 × the width of such a vector; absent = ones
   * @param bias b, the same; absent = zeros
   */
  public record Affine<M extends Matrix<M>>(int groups, @Nullable M gain, @Nullable M bias) {

    private static <M extends Matrix<M>> double[] row(@Nullable M given, int width, double filled) {
      double[] row = new double[width];
      Arrays.fill(row, filled);
      if (given != null) {
        given.get(0, row);
        for (int from = given.columns(); from < width; from += given.columns()) {
          System.arraycopy(row, 0, row, from, given.columns());
        }
      }
      return row;
    }
  }

  /** The bytes that it computes in, over vectors of so many columns. */
  public static long workingBytes(int columns) {
    return 4L * Double.BYTES * columns;
  }

  private Affine<M> affine(Side side) {
    return side == Side.QUERIES ? queries : keys;
  }

  @Override
  public Member member(Side side) {
    return side.normalized();
  }

  @Override
  public String formula(Side side) {
    Affine<M> affine = affine(side);
    return formula(side, norm, affine.gain != null, affine.bias != null);
  }

  private static String formula(Side side, VectorNorm norm, boolean gain, boolean bias) {
    return side.vector()
        + " \\leftarrow "
        + norm.formula(side.vector())
        + (gain ? " \\circ g_" + side.letter() : "")
        + (bias ? " + b_" + side.letter() : "");
  }

  /** Every formula that it can have for a side. */
  public static List<String> formulas(Side side) {
    List<String> formulas = new ArrayList<>();
    for (VectorNorm norm : VectorNorm.values()) {
      formulas.add(formula(side, norm, false, false));
      formulas.add(formula(side, norm, true, false));
    }
    formulas.add(formula(side, VectorNorm.LAYER, false, true));
    formulas.add(formula(side, VectorNorm.LAYER, true, true));
    return formulas;
  }

  @Override
  public void apply(Side side, M in, int[] indices, M out) {
    Affine<M> affine = affine(side);
    int width = in.columns() / affine.groups;
    double[] gain = Affine.row(affine.gain, in.columns(), 1);
    double[] bias = affine.bias == null ? null : Affine.row(affine.bias, in.columns(), 0);
    double[] x = new double[in.columns()];
    double[] factor = new double[in.columns()];
    for (int row = 0; row < in.rows(); row++) {
      in.get(row, x);
      writeFactors(x, width, factor);
      multiply(x, factor, gain);
      if (bias != null) {
        add(x, bias);
      }
      out.set(row, x);
    }
  }

  private void writeFactors(double[] x, int width, double[] factor) {
    for (int from = 0; from < x.length; from += width) {
      double scale = scale(x, from, from + width);
      if (scale != 1) {
        multiply(x, from, from + width, scale);
      }
      double divisor = norm.divisor(x, from, from + width, norm.scaled(epsilon, scale));
      Arrays.fill(factor, from, from + width, 1 / divisor);
    }
  }

  /** The power of two by which a divisor and its inverse keep within float64. */
  private static double scale(double[] x, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    if (largest > LARGE && largest <= Double.MAX_VALUE) {
      return 1 / SCALE;
    }
    return largest < 1 / LARGE ? SCALE : 1;
  }

  private static void multiply(double[] x, int from, int to, double scale) {
    for (int i = from; i < to; i++) {
      x[i] *= scale;
    }
  }

  /** A loop of its own, which the JIT makes vectors of. */
  private static void multiply(double[] x, double[] factor, double[] gain) {
    for (int i = 0; i < x.length; i++) {
      x[i] = x[i] * factor[i] * gain[i];
    }
  }

  private static void add(double[] x, double[] bias) {
    for (int i = 0; i < x.length; i++) {
      x[i] += bias[i];
    }
  }
}
