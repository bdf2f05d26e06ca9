package attention.stage;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import java.util.Arrays;

/**
 * Scores that fall with the distance between query and key: −slope · |i + offset − j| is added
 * (Press et al. 2022, arXiv:2108.12409, section 3).
 *
 * @param slope of one head; rounded to the dtype
 * @param offset how many keys there are before the first query; may be negative
 */
public record Alibi(double slope, int offset) {

  /**
   * The slope of Press et al.: 2^(−8h/n), h from 1 to n, for a power of two n. Other numbers of
   * heads have those of the largest power of two below, then every other one of twice that power,
   * from the first on (their code and footnote 11).
   *
   * @param head from 0 on
   * @param heads n
   */
  public static double slope(int head, int heads) {
    int power = Integer.highestOneBit(heads);
    int odd = 2 * (head - power) + 1;
    return head < power ? Math.pow(2, -8.0 * (head + 1) / power) : Math.pow(2, -4.0 * odd / power);
  }

  /**
   * The bytes that a block computes in.
   *
   * @param dtype of the scores
   * @param keys n
   * @param span how far the queries of a block are apart
   */
  public static long workingBytes(Dtype dtype, int keys, int span) {
    return ((long) keys + span) * (Double.BYTES + dtype.bytesInMemory());
  }

  /**
   * Adds the biases of a block, without rounding the sum to the dtype. Error at most ε·(|x| +
   * |slope| · distance), ε of intermediate results.
   *
   * @param in b × n
   * @param queries b, the query of each row
   * @param out b × n, written; may be {@code in}
   */
  <M extends Matrix<M>> void add(Kernel<M> kernel, M in, int[] queries, M out) {
    int first = Arrays.stream(queries).min().orElse(0);
    int last = Arrays.stream(queries).max().orElse(0);
    int n = in.columns();
    boolean near = last - first < (queries.length - 1L) * n;
    M shared = near ? biases(kernel, last, last - first + n) : null;
    for (int row = 0; row < queries.length; row++) {
      int from = last - queries[row];
      M biases = shared == null ? biases(kernel, queries[row], n) : shared.columns(from, from + n);
      kernel.wide().add(in.rows(row, row + 1), biases, out.rows(row, row + 1));
    }
  }

  /** The biases of a query over keys from 0 on. The row of a query before it begins further on. */
  private <M extends Matrix<M>> M biases(Kernel<M> kernel, int query, int count) {
    double rounded = kernel.dtype().round(slope);
    double position = (double) query + offset;
    double[] numbers = new double[count];
    for (int j = 0; j < count; j++) {
      numbers[j] = -rounded * Math.abs(position - j);
    }
    M biases = kernel.wide().zeros(1, count);
    biases.set(0, numbers);
    return biases;
  }
}
