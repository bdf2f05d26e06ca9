package attention.definition;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic on rows of numbers, as the loops that the JIT makes vectors of. */
public final class Rows {

  private Rows() {}

  /** {@code sum += factor · x}, from an element of x on. */
  public static void addMultiple(double factor, double[] x, int from, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * x[from + i];
    }
  }

  /** {@code x·W}, W with a row for each element of x. */
  static double[] product(double[] x, double[][] weights) {
    double[] sum = new double[weights[0].length];
    for (int c = 0; c < x.length; c++) {
      addMultiple(x[c], weights[c], 0, sum);
    }
    return sum;
  }

  public static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  static double[] plus(double[] x, double[] y) {
    double[] sum = x.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += y[i];
    }
    return sum;
  }

  public static double[] minus(double[] x, double[] y) {
    double[] difference = x.clone();
    addMultiple(-1, y, 0, difference);
    return difference;
  }

  /** The largest absolute value. */
  public static double largest(double[] x) {
    double largest = 0;
    for (double number : x) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  public static double[][] transposed(double[][] x) {
    double[][] y = new double[x[0].length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        y[j][i] = x[i][j];
      }
    }
    return y;
  }

  public static double[] joined(double[] x, double[] y) {
    double[] both = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, both, x.length, y.length);
    return both;
  }

  static double[] slice(double[] x, int part, int parts) {
    int width = x.length / parts;
    return parts == 1 ? x : Arrays.copyOfRange(x, part * width, (part + 1) * width);
  }

  public static double[] filled(int length, double value) {
    double[] row = new double[length];
    Arrays.fill(row, value);
    return row;
  }

  public static double sum(double[] x) {
    double sum = 0;
    for (double number : x) {
      sum += number;
    }
    return sum;
  }

  public static double max(double[] x) {
    double max = Double.NEGATIVE_INFINITY;
    for (double number : x) {
      max = Math.max(max, number);
    }
    return max;
  }

  /** Whether every element is −∞: nothing may be attended to. */
  public static boolean isEmpty(double[] scores) {
    for (double score : scores) {
      if (score != Double.NEGATIVE_INFINITY) {
        return false;
      }
    }
    return true;
  }

  /** A row times a factor; −∞ remains. */
  static double[] scaled(double[] row, double factor) {
    double[] scaled = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      scaled[j] = row[j] == Double.NEGATIVE_INFINITY ? row[j] : row[j] * factor;
    }
    return scaled;
  }

  /** exp(x − shift) of each number; 0 for −∞. */
  static double[] exp(double[] row, double shift) {
    double[] powers = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      powers[j] = row[j] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(row[j] - shift);
    }
    return powers;
  }

  public static double[] map(double[] row, DoubleUnaryOperator each) {
    double[] mapped = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      mapped[j] = each.applyAsDouble(row[j]);
    }
    return mapped;
  }
}
