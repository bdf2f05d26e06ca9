package attention.stage;

import java.util.Arrays;

/**
 * By what a vector is divided to be normalized. Everything is computed in float64, in which no
 * square of a float32 overflows.
 */
public enum VectorNorm {
  /** √(mean(x²) + ε) (Zhang and Sennrich 2019, arXiv:1910.07467, section 3, equation 4). */
  RMS("rms") {
    @Override
    String formula(String x) {
      return "\\frac{%1$s}{\\sqrt{\\operatorname{mean}(%1$s^2) + \\epsilon}}".formatted(x);
    }

    @Override
    double divisor(double[] x, int from, int to, double epsilon) {
      double sum = sumOfSquares(x, from, to);
      return keepsItsDigits(sum)
          ? Math.sqrt(sum / (to - from) + epsilon)
          : Math.hypot(length(x, from, to) / Math.sqrt(to - from), Math.sqrt(epsilon));
    }
  },
  /**
   * √(var(x) + ε), after the mean was subtracted; the variance is the mean of the squares then (Ba
   * et al. 2016, arXiv:1607.06450, section 3, equation 3).
   */
  LAYER("layer") {
    @Override
    String formula(String x) {
      return "\\frac{%1$s - \\operatorname{mean}(%1$s)}{\\sqrt{\\operatorname{var}(%1$s) + \\epsilon}}"
          .formatted(x);
    }

    @Override
    double divisor(double[] x, int from, int to, double epsilon) {
      center(x, from, to);
      return RMS.divisor(x, from, to, epsilon);
    }
  },
  /** max(‖x‖, ε) (Henry et al. 2020, arXiv:2010.04245, section 3). */
  L2("l2") {
    @Override
    String formula(String x) {
      return "\\frac{%1$s}{\\max(\\lVert %1$s \\rVert, \\epsilon)}".formatted(x);
    }

    @Override
    double divisor(double[] x, int from, int to, double epsilon) {
      return Math.max(length(x, from, to), epsilon);
    }

    @Override
    double scaled(double epsilon, double scale) {
      return epsilon * scale;
    }
  };

  /** From here on a sum of squares keeps all its digits. */
  private static final double SMALLEST = 0x1p-900;

  /** Takes the squares of very small numbers there, and its inverse those of very large ones. */
  private static final double SHIFT = 0x1p600;

  private final String word;

  VectorNorm(String word) {
    this.word = word;
  }

  /**
   * The normalized vector in LaTeX.
   *
   * @param x the vector
   */
  abstract String formula(String x);

  /**
   * The divisor of a vector; NaN or ∞ where one of its numbers is. Error at most (d/2 + 4)·ε
   * relative, with ε of float64.
   *
   * @param x the vector from {@code from} to {@code to}, exclusive; where the norm says so its mean
   *     is subtracted
   */
  abstract double divisor(double[] x, int from, int to, double epsilon);

  /** ε for a vector that was multiplied by a power of two. */
  double scaled(double epsilon, double scale) {
    return epsilon * scale * scale;
  }

  private static void center(double[] x, int from, int to) {
    double mean = 0;
    for (int i = from; i < to; i++) {
      mean += x[i] / (to - from);
    }
    for (int i = from; i < to; i++) {
      x[i] -= mean;
    }
  }

  /** ‖x‖, also where a square leaves the range (Blue 1978, ACM TOMS 4(1), section 3). */
  private static double length(double[] x, int from, int to) {
    double sum = sumOfSquares(x, from, to);
    if (keepsItsDigits(sum)) {
      return Math.sqrt(sum);
    }
    double shift = sum < 1 ? SHIFT : 1 / SHIFT;
    double[] shifted = Arrays.stream(x, from, to).map(number -> number * shift).toArray();
    return Math.sqrt(sumOfSquares(shifted, 0, shifted.length)) / shift;
  }

  private static boolean keepsItsDigits(double sumOfSquares) {
    return sumOfSquares >= SMALLEST && sumOfSquares <= Double.MAX_VALUE;
  }

  /** Four sums, none of which waits for another. */
  private static double sumOfSquares(double[] x, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      a += x[i] * x[i];
      b += x[i + 1] * x[i + 1];
      c += x[i + 2] * x[i + 2];
      d += x[i + 3] * x[i + 3];
    }
    for (; i < to; i++) {
      a += x[i] * x[i];
    }
    return (a + b) + (c + d);
  }

  @Override
  public String toString() {
    return word;
  }
}
