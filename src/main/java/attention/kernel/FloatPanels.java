package attention.kernel;

import attention.matrix.FloatMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A right side of products, cut into panels as wide as two vectors, each of which lies in memory in
 * the order in which a product reads it: {@code [panel][k][2 lanes]}. The last panel is as wide as
 * the columns that are left: what a vector reads beyond them is computed with, and not kept.
 *
 * <p>A product goes over the inner dimension in stretches short enough for a stretch of a panel to
 * stay in the first cache, and over a panel with tiles of rows held in registers. Each stretch is
 * summed on its own, which also keeps rounding errors below those of one long sum.
 */
final class FloatPanels implements Factor<FloatMatrix> {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = 2 * LANES;

  /** How much of the inner dimension is summed at a time. */
  private static final int STRETCH = 256;

  /** Twelve sums, two vectors of the panel and one factor fit into sixteen registers. */
  private static final int TILE = 6;

  private final float[] packed;
  private final int inner;
  private final int columns;

  private FloatPanels(int inner, int columns) {
    this.packed = new float[Math.addExact(Math.multiplyExact(inner, columns), WIDTH)];
    this.inner = inner;
    this.columns = columns;
  }

  /** The panels of B. */
  static FloatPanels of(FloatMatrix b) {
    FloatPanels panels = new FloatPanels(b.rows(), b.columns());
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
  static FloatPanels ofTransposed(FloatMatrix b) {
    FloatPanels panels = new FloatPanels(b.columns(), b.rows());
    for (int row = 0; row < b.rows(); row++) {
      int column = row / WIDTH * WIDTH;
      int width = panels.width(column);
      int from = b.start(row);
      int to = panels.start(column, 0) + row - column;
      for (int k = 0; k < b.columns(); k++) {
        panels.packed[to] = b.values()[from + k];
        to += width;
      }
    }
    return panels;
  }

  /** How many columns the panel has that begins at a column. */
  private int width(int column) {
    return Math.min(WIDTH, columns - column);
  }

  /** Where row {@code k} of the panel lies that begins at a column. */
  private int start(int column, int k) {
    return column * inner + k * width(column);
  }

  @Override
  public void product(FloatMatrix a, FloatMatrix out) {
    assert a.columns() == inner && out.rows() == a.rows() && out.columns() == columns;
    float[] sums = new float[TILE * WIDTH];
    for (int from = 0; from < inner; from += STRETCH) {
      int to = Math.min(inner, from + STRETCH);
      for (int column = 0; column < columns; column += WIDTH) {
        boolean whole = from == 0 && column + WIDTH <= columns;
        for (int row = 0; row < a.rows(); row += tile(a.rows() - row)) {
          if (whole) {
            tile(a, row, from, to, column, out.values(), out.start(row) + column, out.stride());
          } else {
            tile(a, row, from, to, column, sums, 0, WIDTH);
            collect(sums, tile(a.rows() - row), from > 0, column, out, row);
          }
        }
      }
    }
  }

  /** How many rows the next tile has, if so many are left. */
  private static int tile(int left) {
    return left >= TILE ? TILE : Math.min(left, 2);
  }

  /**
   * Sums one tile over one stretch.
   *
   * @param sums gets the sums of row i and the columns of the panel from {@code at} + i · {@code
   *     stride} on
   */
  private void tile(
      FloatMatrix a, int row, int from, int to, int column, float[] sums, int at, int stride) {
    switch (tile(a.rows() - row)) {
      case TILE -> sixRows(a, row, from, to, column, sums, at, stride);
      case 2 -> twoRows(a, row, from, to, column, sums, at, stride);
      default -> oneRow(a, row, from, to, column, sums, at);
    }
  }

  /** Puts the sums of a tile into a place with less room than a tile, or adds them to others. */
  private void collect(float[] sums, int rows, boolean add, int column, FloatMatrix out, int row) {
    int width = width(column);
    for (int i = 0; i < rows; i++) {
      int at = out.start(row + i) + column;
      if (add) {
        for (int j = 0; j < width; j++) {
          out.values()[at + j] += sums[i * WIDTH + j];
        }
      } else {
        System.arraycopy(sums, i * WIDTH, out.values(), at, width);
      }
    }
  }

  private void sixRows(
      FloatMatrix a, int row, int from, int to, int column, float[] sums, int at, int stride) {
    float[] left = a.values();
    int width = width(column);
    int p = start(column, from);
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    int row2 = a.start(row + 2) + from;
    int row3 = a.start(row + 3) + from;
    int row4 = a.start(row + 4) + from;
    int row5 = a.start(row + 5) + from;
    FloatVector low0 = FloatVector.zero(SPECIES);
    FloatVector low1 = low0;
    FloatVector low2 = low0;
    FloatVector low3 = low0;
    FloatVector low4 = low0;
    FloatVector low5 = low0;
    FloatVector high0 = low0;
    FloatVector high1 = low0;
    FloatVector high2 = low0;
    FloatVector high3 = low0;
    FloatVector high4 = low0;
    FloatVector high5 = low0;
    for (int k = 0; k < to - from; k++) {
      FloatVector low = FloatVector.fromArray(SPECIES, packed, p);
      FloatVector high = FloatVector.fromArray(SPECIES, packed, p + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, left[row0 + k]);
      low0 = factor.fma(low, low0);
      high0 = factor.fma(high, high0);
      factor = FloatVector.broadcast(SPECIES, left[row1 + k]);
      low1 = factor.fma(low, low1);
      high1 = factor.fma(high, high1);
      factor = FloatVector.broadcast(SPECIES, left[row2 + k]);
      low2 = factor.fma(low, low2);
      high2 = factor.fma(high, high2);
      factor = FloatVector.broadcast(SPECIES, left[row3 + k]);
      low3 = factor.fma(low, low3);
      high3 = factor.fma(high, high3);
      factor = FloatVector.broadcast(SPECIES, left[row4 + k]);
      low4 = factor.fma(low, low4);
      high4 = factor.fma(high, high4);
      factor = FloatVector.broadcast(SPECIES, left[row5 + k]);
      low5 = factor.fma(low, low5);
      high5 = factor.fma(high, high5);
      p += width;
    }
    low0.intoArray(sums, at);
    high0.intoArray(sums, at + LANES);
    low1.intoArray(sums, at + stride);
    high1.intoArray(sums, at + stride + LANES);
    low2.intoArray(sums, at + 2 * stride);
    high2.intoArray(sums, at + 2 * stride + LANES);
    low3.intoArray(sums, at + 3 * stride);
    high3.intoArray(sums, at + 3 * stride + LANES);
    low4.intoArray(sums, at + 4 * stride);
    high4.intoArray(sums, at + 4 * stride + LANES);
    low5.intoArray(sums, at + 5 * stride);
    high5.intoArray(sums, at + 5 * stride + LANES);
  }

  private void twoRows(
      FloatMatrix a, int row, int from, int to, int column, float[] sums, int at, int stride) {
    float[] left = a.values();
    int width = width(column);
    int p = start(column, from);
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    FloatVector low0 = FloatVector.zero(SPECIES);
    FloatVector low1 = low0;
    FloatVector high0 = low0;
    FloatVector high1 = low0;
    for (int k = 0; k < to - from; k++) {
      FloatVector low = FloatVector.fromArray(SPECIES, packed, p);
      FloatVector high = FloatVector.fromArray(SPECIES, packed, p + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, left[row0 + k]);
      low0 = factor.fma(low, low0);
      high0 = factor.fma(high, high0);
      factor = FloatVector.broadcast(SPECIES, left[row1 + k]);
      low1 = factor.fma(low, low1);
      high1 = factor.fma(high, high1);
      p += width;
    }
    low0.intoArray(sums, at);
    high0.intoArray(sums, at + LANES);
    low1.intoArray(sums, at + stride);
    high1.intoArray(sums, at + stride + LANES);
  }

  private void oneRow(FloatMatrix a, int row, int from, int to, int column, float[] sums, int at) {
    float[] left = a.values();
    int width = width(column);
    int p = start(column, from);
    int row0 = a.start(row) + from;
    FloatVector low0 = FloatVector.zero(SPECIES);
    FloatVector high0 = low0;
    for (int k = 0; k < to - from; k++) {
      FloatVector low = FloatVector.fromArray(SPECIES, packed, p);
      FloatVector high = FloatVector.fromArray(SPECIES, packed, p + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, left[row0 + k]);
      low0 = factor.fma(low, low0);
      high0 = factor.fma(high, high0);
      p += width;
    }
    low0.intoArray(sums, at);
    high0.intoArray(sums, at + LANES);
  }
}
