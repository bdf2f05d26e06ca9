package attention.kernel;

import attention.matrix.DoubleMatrix;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The right side of products, cut into panels as wide as tiles. Each panel is stored in the order
 * in which a product reads it: {@code [panel][k][vectors]}. The last panel has the remaining
 * columns; what a vector reads beyond them takes part in the computation and is discarded.
 *
 * <p>A product splits the inner dimension into blocks short enough for a block of a panel to stay
 * in the L1 cache, and goes over a panel with tiles of rows whose sums are in registers. Each block
 * is summed separately, which also keeps the rounding error below that of one long sum.
 */
final class DoublePanels implements PackedMatrix<DoubleMatrix> {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final int WIDTH = DoubleTiles.VECTORS * LANES;

  /** How much of a panel stays in the L1 cache. */
  private static final int CACHED_BYTES = 32 * 1024;

  /** How much of the inner dimension is summed at a time. */
  private static final int STRETCH = CACHED_BYTES / (WIDTH * Double.BYTES);

  /** How many rows of a panel are filled together; they stay in the L1 cache. */
  private static final int PATCH = 64;

  private final double[] packed;
  private final int inner;
  private final int columns;

  private DoublePanels(double[] packed, int inner, int columns) {
    this.packed = packed;
    this.inner = inner;
    this.columns = columns;
  }

  private static DoublePanels empty(int inner, int columns) {
    int length = Math.addExact(Math.multiplyExact(inner, columns), WIDTH);
    return new DoublePanels(new double[length], inner, columns);
  }

  /** The panels of B. A B of one panel is used without a copy. */
  static DoublePanels of(DoubleMatrix b) {
    if (b.columns() == WIDTH && b.stride() == WIDTH && b.start(0) == 0) {
      return new DoublePanels(b.values(), b.rows(), WIDTH);
    }
    DoublePanels panels = empty(b.rows(), b.columns());
    for (int column = 0; column < b.columns(); column += WIDTH) {
      int width = panels.width(column);
      int to = panels.start(column, 0);
      for (int k = 0; k < b.rows(); k++) {
        System.arraycopy(b.values(), b.start(k) + column, panels.packed, to, width);
        to += width;
      }
    }
    return panels;
  }

  /** The panels of Bᵀ. */
  static DoublePanels ofTransposed(DoubleMatrix b) {
    DoublePanels panels = empty(b.columns(), b.rows());
    for (int column = 0; column < b.rows(); column += WIDTH) {
      for (int k = 0; k < b.columns(); k += PATCH) {
        panels.transpose(b, column, k, Math.min(b.columns(), k + PATCH));
      }
    }
    return panels;
  }

  /** Fills a range of rows of a panel, four columns at a time. */
  private void transpose(DoubleMatrix b, int column, int from, int to) {
    int width = width(column);
    int start = start(column, from);
    int j = 0;
    for (; j + 4 <= width; j += 4) {
      double[] values = b.values();
      int b0 = b.start(column + j);
      int b1 = b.start(column + j + 1);
      int b2 = b.start(column + j + 2);
      int b3 = b.start(column + j + 3);
      int p = start + j;
      for (int k = from; k < to; k++) {
        packed[p] = values[b0 + k];
        packed[p + 1] = values[b1 + k];
        packed[p + 2] = values[b2 + k];
        packed[p + 3] = values[b3 + k];
        p += width;
      }
    }
    for (; j < width; j++) {
      int p = start + j;
      for (int k = from; k < to; k++) {
        packed[p] = b.values()[b.start(column + j) + k];
        p += width;
      }
    }
  }

  /** The width of the panel that begins at the given column. */
  private int width(int column) {
    return Math.min(WIDTH, columns - column);
  }

  /** The position of row {@code k} in the panel that begins at the given column. */
  private int start(int column, int k) {
    return column * inner + k * width(column);
  }

  @Override
  public void multiply(DoubleMatrix a, DoubleMatrix out) {
    assert a.columns() == inner && out.rows() == a.rows() && out.columns() == columns;
    double[] sums = new double[DoubleTiles.ROWS * WIDTH];
    for (int from = 0; from < inner; from += STRETCH) {
      int to = Math.min(inner, from + STRETCH);
      for (int column = 0; column < columns; column += WIDTH) {
        int p = start(column, from);
        int width = width(column);
        boolean whole = from == 0 && column + DoubleTiles.reach(width) <= columns;
        for (int row = 0; row < a.rows(); row += DoubleTiles.rows(a.rows() - row)) {
          if (whole) {
            int at = out.start(row) + column;
            DoubleTiles.sum(packed, p, width, a, row, from, to, out.values(), at, out.stride());
          } else {
            DoubleTiles.sum(packed, p, width, a, row, from, to, sums, 0, WIDTH);
            collect(sums, DoubleTiles.rows(a.rows() - row), from > 0, column, out, row);
          }
        }
      }
    }
  }

  /**
   * Stores the sums of a tile where there is less room than a whole tile, or adds them to those
   * there.
   */
  private void collect(
      double[] sums, int rows, boolean add, int column, DoubleMatrix out, int row) {
    int width = width(column);
    for (int i = 0; i < rows; i++) {
      int at = out.start(row + i) + column;
      if (add) {
        add(sums, i * WIDTH, width, out.values(), at);
      } else {
        System.arraycopy(sums, i * WIDTH, out.values(), at, width);
      }
    }
  }

  private static void add(double[] sums, int from, int width, double[] out, int at) {
    int whole = SPECIES.loopBound(width);
    for (int j = 0; j < whole; j += LANES) {
      DoubleVector.fromArray(SPECIES, out, at + j)
          .add(DoubleVector.fromArray(SPECIES, sums, from + j))
          .intoArray(out, at + j);
    }
    for (int j = whole; j < width; j++) {
      out[at + j] += sums[from + j];
    }
  }
}
