package attention.kernel;

import attention.matrix.DoubleMatrix;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a product: a few rows of the left side times part of a panel of the right side, with
 * every sum in a register.
 */
final class DoubleTiles {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** The rows of a full tile. */
  static final int ROWS = 6;

  /**
   * The vectors of a full tile. With six rows, the sums and their operands fill the registers:
   * sixteen, or thirty-two where vectors have 512 bits.
   */
  static final int VECTORS = SPECIES.vectorBitSize() == 512 ? 4 : 2;

  private DoubleTiles() {}

  /** The rows of the next tile, given the number of rows left. */
  static int rows(int left) {
    return left >= ROWS ? ROWS : Math.min(left, 2);
  }

  /** The columns of sums that a tile writes, given the width of the panel. */
  static int reach(int width) {
    return (width > 2 * LANES ? VECTORS : 2) * LANES;
  }

  /**
   * Sums the tile of {@link #rows} rows that begins at the given row, over a range of the inner
   * dimension.
   *
   * @param packed the rows of the panel, one after the other, from {@code panel} on
   * @param width the columns of the panel; sums beyond them are arbitrary
   * @param sums receives the sums of row i from {@code at} + i · {@code stride} on
   */
  static void sum(
      double[] packed,
      int panel,
      int width,
      DoubleMatrix a,
      int row,
      int from,
      int to,
      double[] sums,
      int at,
      int stride) {
    int rows = rows(a.rows() - row);
    if (rows == ROWS && width == 2 * LANES) {
      sixByWhole(packed, panel, a, row, from, to, sums, at, stride);
    } else if (rows == ROWS && width > 2 * LANES) {
      sixByFour(packed, panel, width, a, row, from, to, sums, at, stride);
    } else if (rows == ROWS && width <= LANES) {
      sixByOne(packed, panel, width, a, row, from, to, sums, at, stride);
    } else {
      for (int part = 0; part < width; part += 2 * LANES) {
        int p = panel + part;
        switch (rows) {
          case ROWS -> sixByTwo(packed, p, width, a, row, from, to, sums, at + part, stride);
          case 2 -> twoByTwo(packed, p, width, a, row, from, to, sums, at + part, stride);
          default -> oneByTwo(packed, p, width, a, row, from, to, sums, at + part);
        }
      }
    }
  }

  private static void sixByFour(
      double[] packed,
      int panel,
      int width,
      DoubleMatrix a,
      int row,
      int from,
      int to,
      double[] sums,
      int at,
      int stride) {
    double[] left = a.values();
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    int row2 = a.start(row + 2) + from;
    int row3 = a.start(row + 3) + from;
    int row4 = a.start(row + 4) + from;
    int row5 = a.start(row + 5) + from;
    DoubleVector sum00 = DoubleVector.zero(SPECIES);
    DoubleVector sum01 = sum00;
    DoubleVector sum02 = sum00;
    DoubleVector sum03 = sum00;
    DoubleVector sum10 = sum00;
    DoubleVector sum11 = sum00;
    DoubleVector sum12 = sum00;
    DoubleVector sum13 = sum00;
    DoubleVector sum20 = sum00;
    DoubleVector sum21 = sum00;
    DoubleVector sum22 = sum00;
    DoubleVector sum23 = sum00;
    DoubleVector sum30 = sum00;
    DoubleVector sum31 = sum00;
    DoubleVector sum32 = sum00;
    DoubleVector sum33 = sum00;
    DoubleVector sum40 = sum00;
    DoubleVector sum41 = sum00;
    DoubleVector sum42 = sum00;
    DoubleVector sum43 = sum00;
    DoubleVector sum50 = sum00;
    DoubleVector sum51 = sum00;
    DoubleVector sum52 = sum00;
    DoubleVector sum53 = sum00;
    int p = panel;
    for (int k = 0; k < to - from; k++) {
      DoubleVector right0 = DoubleVector.fromArray(SPECIES, packed, p);
      DoubleVector right1 = DoubleVector.fromArray(SPECIES, packed, p + LANES);
      DoubleVector right2 = DoubleVector.fromArray(SPECIES, packed, p + 2 * LANES);
      DoubleVector right3 = DoubleVector.fromArray(SPECIES, packed, p + 3 * LANES);
      DoubleVector factor = DoubleVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      sum01 = factor.fma(right1, sum01);
      sum02 = factor.fma(right2, sum02);
      sum03 = factor.fma(right3, sum03);
      factor = DoubleVector.broadcast(SPECIES, left[row1 + k]);
      sum10 = factor.fma(right0, sum10);
      sum11 = factor.fma(right1, sum11);
      sum12 = factor.fma(right2, sum12);
      sum13 = factor.fma(right3, sum13);
      factor = DoubleVector.broadcast(SPECIES, left[row2 + k]);
      sum20 = factor.fma(right0, sum20);
      sum21 = factor.fma(right1, sum21);
      sum22 = factor.fma(right2, sum22);
      sum23 = factor.fma(right3, sum23);
      factor = DoubleVector.broadcast(SPECIES, left[row3 + k]);
      sum30 = factor.fma(right0, sum30);
      sum31 = factor.fma(right1, sum31);
      sum32 = factor.fma(right2, sum32);
      sum33 = factor.fma(right3, sum33);
      factor = DoubleVector.broadcast(SPECIES, left[row4 + k]);
      sum40 = factor.fma(right0, sum40);
      sum41 = factor.fma(right1, sum41);
      sum42 = factor.fma(right2, sum42);
      sum43 = factor.fma(right3, sum43);
      factor = DoubleVector.broadcast(SPECIES, left[row5 + k]);
      sum50 = factor.fma(right0, sum50);
      sum51 = factor.fma(right1, sum51);
      sum52 = factor.fma(right2, sum52);
      sum53 = factor.fma(right3, sum53);
      p += width;
    }
    sum00.intoArray(sums, at);
    sum01.intoArray(sums, at + LANES);
    sum02.intoArray(sums, at + 2 * LANES);
    sum03.intoArray(sums, at + 3 * LANES);
    sum10.intoArray(sums, at + stride);
    sum11.intoArray(sums, at + stride + LANES);
    sum12.intoArray(sums, at + stride + 2 * LANES);
    sum13.intoArray(sums, at + stride + 3 * LANES);
    sum20.intoArray(sums, at + 2 * stride);
    sum21.intoArray(sums, at + 2 * stride + LANES);
    sum22.intoArray(sums, at + 2 * stride + 2 * LANES);
    sum23.intoArray(sums, at + 2 * stride + 3 * LANES);
    sum30.intoArray(sums, at + 3 * stride);
    sum31.intoArray(sums, at + 3 * stride + LANES);
    sum32.intoArray(sums, at + 3 * stride + 2 * LANES);
    sum33.intoArray(sums, at + 3 * stride + 3 * LANES);
    sum40.intoArray(sums, at + 4 * stride);
    sum41.intoArray(sums, at + 4 * stride + LANES);
    sum42.intoArray(sums, at + 4 * stride + 2 * LANES);
    sum43.intoArray(sums, at + 4 * stride + 3 * LANES);
    sum50.intoArray(sums, at + 5 * stride);
    sum51.intoArray(sums, at + 5 * stride + LANES);
    sum52.intoArray(sums, at + 5 * stride + 2 * LANES);
    sum53.intoArray(sums, at + 5 * stride + 3 * LANES);
  }

  /**
   * Of a panel of two vectors. The constant step lets the JIT check the bounds of the panel once
   * before the loop, not in each round of it.
   */
  private static void sixByWhole(
      double[] packed,
      int panel,
      DoubleMatrix a,
      int row,
      int from,
      int to,
      double[] sums,
      int at,
      int stride) {
    double[] left = a.values();
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    int row2 = a.start(row + 2) + from;
    int row3 = a.start(row + 3) + from;
    int row4 = a.start(row + 4) + from;
    int row5 = a.start(row + 5) + from;
    DoubleVector sum00 = DoubleVector.zero(SPECIES);
    DoubleVector sum01 = sum00;
    DoubleVector sum10 = sum00;
    DoubleVector sum11 = sum00;
    DoubleVector sum20 = sum00;
    DoubleVector sum21 = sum00;
    DoubleVector sum30 = sum00;
    DoubleVector sum31 = sum00;
    DoubleVector sum40 = sum00;
    DoubleVector sum41 = sum00;
    DoubleVector sum50 = sum00;
    DoubleVector sum51 = sum00;
    for (int k = 0; k < to - from; k++) {
      int p = panel + k * 2 * LANES;
      DoubleVector right0 = DoubleVector.fromArray(SPECIES, packed, p);
      DoubleVector right1 = DoubleVector.fromArray(SPECIES, packed, p + LANES);
      DoubleVector factor = DoubleVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      sum01 = factor.fma(right1, sum01);
      factor = DoubleVector.broadcast(SPECIES, left[row1 + k]);
      sum10 = factor.fma(right0, sum10);
      sum11 = factor.fma(right1, sum11);
      factor = DoubleVector.broadcast(SPECIES, left[row2 + k]);
      sum20 = factor.fma(right0, sum20);
      sum21 = factor.fma(right1, sum21);
      factor = DoubleVector.broadcast(SPECIES, left[row3 + k]);
      sum30 = factor.fma(right0, sum30);
      sum31 = factor.fma(right1, sum31);
      factor = DoubleVector.broadcast(SPECIES, left[row4 + k]);
      sum40 = factor.fma(right0, sum40);
      sum41 = factor.fma(right1, sum41);
      factor = DoubleVector.broadcast(SPECIES, left[row5 + k]);
      sum50 = factor.fma(right0, sum50);
      sum51 = factor.fma(right1, sum51);
    }
    sum00.intoArray(sums, at);
    sum01.intoArray(sums, at + LANES);
    sum10.intoArray(sums, at + stride);
    sum11.intoArray(sums, at + stride + LANES);
    sum20.intoArray(sums, at + 2 * stride);
    sum21.intoArray(sums, at + 2 * stride + LANES);
    sum30.intoArray(sums, at + 3 * stride);
    sum31.intoArray(sums, at + 3 * stride + LANES);
    sum40.intoArray(sums, at + 4 * stride);
    sum41.intoArray(sums, at + 4 * stride + LANES);
    sum50.intoArray(sums, at + 5 * stride);
    sum51.intoArray(sums, at + 5 * stride + LANES);
  }

  private static void sixByTwo(
      double[] packed,
      int panel,
      int width,
      DoubleMatrix a,
      int row,
      int from,
      int to,
      double[] sums,
      int at,
      int stride) {
    double[] left = a.values();
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    int row2 = a.start(row + 2) + from;
    int row3 = a.start(row + 3) + from;
    int row4 = a.start(row + 4) + from;
    int row5 = a.start(row + 5) + from;
    DoubleVector sum00 = DoubleVector.zero(SPECIES);
    DoubleVector sum01 = sum00;
    DoubleVector sum10 = sum00;
    DoubleVector sum11 = sum00;
    DoubleVector sum20 = sum00;
    DoubleVector sum21 = sum00;
    DoubleVector sum30 = sum00;
    DoubleVector sum31 = sum00;
    DoubleVector sum40 = sum00;
    DoubleVector sum41 = sum00;
    DoubleVector sum50 = sum00;
    DoubleVector sum51 = sum00;
    int p = panel;
    for (int k = 0; k < to - from; k++) {
      DoubleVector right0 = DoubleVector.fromArray(SPECIES, packed, p);
      DoubleVector right1 = DoubleVector.fromArray(SPECIES, packed, p + LANES);
      DoubleVector factor = DoubleVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      sum01 = factor.fma(right1, sum01);
      factor = DoubleVector.broadcast(SPECIES, left[row1 + k]);
      sum10 = factor.fma(right0, sum10);
      sum11 = factor.fma(right1, sum11);
      factor = DoubleVector.broadcast(SPECIES, left[row2 + k]);
      sum20 = factor.fma(right0, sum20);
      sum21 = factor.fma(right1, sum21);
      factor = DoubleVector.broadcast(SPECIES, left[row3 + k]);
      sum30 = factor.fma(right0, sum30);
      sum31 = factor.fma(right1, sum31);
      factor = DoubleVector.broadcast(SPECIES, left[row4 + k]);
      sum40 = factor.fma(right0, sum40);
      sum41 = factor.fma(right1, sum41);
      factor = DoubleVector.broadcast(SPECIES, left[row5 + k]);
      sum50 = factor.fma(right0, sum50);
      sum51 = factor.fma(right1, sum51);
      p += width;
    }
    sum00.intoArray(sums, at);
    sum01.intoArray(sums, at + LANES);
    sum10.intoArray(sums, at + stride);
    sum11.intoArray(sums, at + stride + LANES);
    sum20.intoArray(sums, at + 2 * stride);
    sum21.intoArray(sums, at + 2 * stride + LANES);
    sum30.intoArray(sums, at + 3 * stride);
    sum31.intoArray(sums, at + 3 * stride + LANES);
    sum40.intoArray(sums, at + 4 * stride);
    sum41.intoArray(sums, at + 4 * stride + LANES);
    sum50.intoArray(sums, at + 5 * stride);
    sum51.intoArray(sums, at + 5 * stride + LANES);
  }

  private static void sixByOne(
      double[] packed,
      int panel,
      int width,
      DoubleMatrix a,
      int row,
      int from,
      int to,
      double[] sums,
      int at,
      int stride) {
    double[] left = a.values();
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    int row2 = a.start(row + 2) + from;
    int row3 = a.start(row + 3) + from;
    int row4 = a.start(row + 4) + from;
    int row5 = a.start(row + 5) + from;
    DoubleVector sum00 = DoubleVector.zero(SPECIES);
    DoubleVector sum10 = sum00;
    DoubleVector sum20 = sum00;
    DoubleVector sum30 = sum00;
    DoubleVector sum40 = sum00;
    DoubleVector sum50 = sum00;
    int p = panel;
    for (int k = 0; k < to - from; k++) {
      DoubleVector right0 = DoubleVector.fromArray(SPECIES, packed, p);
      DoubleVector factor = DoubleVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      factor = DoubleVector.broadcast(SPECIES, left[row1 + k]);
      sum10 = factor.fma(right0, sum10);
      factor = DoubleVector.broadcast(SPECIES, left[row2 + k]);
      sum20 = factor.fma(right0, sum20);
      factor = DoubleVector.broadcast(SPECIES, left[row3 + k]);
      sum30 = factor.fma(right0, sum30);
      factor = DoubleVector.broadcast(SPECIES, left[row4 + k]);
      sum40 = factor.fma(right0, sum40);
      factor = DoubleVector.broadcast(SPECIES, left[row5 + k]);
      sum50 = factor.fma(right0, sum50);
      p += width;
    }
    sum00.intoArray(sums, at);
    sum10.intoArray(sums, at + stride);
    sum20.intoArray(sums, at + 2 * stride);
    sum30.intoArray(sums, at + 3 * stride);
    sum40.intoArray(sums, at + 4 * stride);
    sum50.intoArray(sums, at + 5 * stride);
  }

  private static void twoByTwo(
      double[] packed,
      int panel,
      int width,
      DoubleMatrix a,
      int row,
      int from,
      int to,
      double[] sums,
      int at,
      int stride) {
    double[] left = a.values();
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    DoubleVector sum00 = DoubleVector.zero(SPECIES);
    DoubleVector sum01 = sum00;
    DoubleVector sum10 = sum00;
    DoubleVector sum11 = sum00;
    int p = panel;
    for (int k = 0; k < to - from; k++) {
      DoubleVector right0 = DoubleVector.fromArray(SPECIES, packed, p);
      DoubleVector right1 = DoubleVector.fromArray(SPECIES, packed, p + LANES);
      DoubleVector factor = DoubleVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      sum01 = factor.fma(right1, sum01);
      factor = DoubleVector.broadcast(SPECIES, left[row1 + k]);
      sum10 = factor.fma(right0, sum10);
      sum11 = factor.fma(right1, sum11);
      p += width;
    }
    sum00.intoArray(sums, at);
    sum01.intoArray(sums, at + LANES);
    sum10.intoArray(sums, at + stride);
    sum11.intoArray(sums, at + stride + LANES);
  }

  private static void oneByTwo(
      double[] packed,
      int panel,
      int width,
      DoubleMatrix a,
      int row,
      int from,
      int to,
      double[] sums,
      int at) {
    double[] left = a.values();
    int row0 = a.start(row) + from;
    DoubleVector sum00 = DoubleVector.zero(SPECIES);
    DoubleVector sum01 = sum00;
    int p = panel;
    for (int k = 0; k < to - from; k++) {
      DoubleVector right0 = DoubleVector.fromArray(SPECIES, packed, p);
      DoubleVector right1 = DoubleVector.fromArray(SPECIES, packed, p + LANES);
      DoubleVector factor = DoubleVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      sum01 = factor.fma(right1, sum01);
      p += width;
    }
    sum00.intoArray(sums, at);
    sum01.intoArray(sums, at + LANES);
  }
}
