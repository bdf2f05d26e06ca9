package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import java.util.Arrays;

/** The vectors of a matrix that left the range of the dtype: those with ±∞ or NaN among them. */
public final class Outside {

  /** Every vector is finite. */
  public static final Outside NONE = new Outside(new int[0]);

  /**
   * The first element of each vector that is not finite, or −1; empty if all vectors are finite.
   */
  private final int[] columns;

  private Outside(int[] columns) {
    this.columns = columns;
  }

  /**
   * The vectors of a matrix.
   *
   * @param vectors n × d
   */
  public static <M extends Matrix<M>> Outside of(Kernel<M> kernel, M vectors) {
    int[] columns = new int[vectors.rows()];
    Arrays.setAll(columns, row -> Finite.firstOutside(kernel, vectors, row));
    return Arrays.stream(columns).allMatch(column -> column < 0) ? NONE : new Outside(columns);
  }

  /** Whether every vector is finite. */
  boolean isEmpty() {
    return columns.length == 0;
  }

  /** Whether a vector is not finite. */
  boolean has(int vector) {
    return !isEmpty() && columns[vector] >= 0;
  }

  /**
   * Vector and element of the first number that is not finite; empty if there is none.
   *
   * @param counted n, the vectors that count
   */
  int[] first(boolean[] counted) {
    for (int vector = 0; vector < columns.length; vector++) {
      if (counted[vector] && columns[vector] >= 0) {
        return new int[] {vector, columns[vector]};
      }
    }
    return new int[0];
  }
}
