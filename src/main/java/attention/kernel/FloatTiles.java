package attention.kernel;

import attention.matrix.FloatMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a product: a few rows of the left side times part of a panel of the right side, with
 * every sum in a register.
 */
final class FloatTiles {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** The rows of a full tile. */
  static final int ROWS = 6;

  /**
   * The vectors of a full tile. With six rows, the sums and their operands fill the registers:
   * sixteen, or thirty-two where vectors have 512 bits.
   */
  static final int VECTORS = SPECIES.vectorBitSize() == 512 ? 4 : 2;

  private FloatTiles() {}

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
      float[] packed,
      int panel,
      int width,
      FloatMatrix a,
      int row,
      int from,
      int to,
      float[] sums,
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
      float[] packed,
      int panel,
      int width,
      FloatMatrix a,
      int row,
      int from,
      int to,
      float[] sums,
      int at,
      int stride) {
    float[] left = a.values();
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    int row2 = a.start(row + 2) + from;
    int row3 = a.start(row + 3) + from;
    int row4 = a.start(row + 4) + from;
    int row5 = a.start(row + 5) + from;
    FloatVector sum00 = FloatVector.zero(SPECIES);
    FloatVector sum01 = sum00;
    FloatVector sum02 = sum00;
    FloatVector sum03 = sum00;
    FloatVector sum10 = sum00;
    FloatVector sum11 = sum00;
    FloatVector sum12 = sum00;
    FloatVector sum13 = sum00;
    FloatVector sum20 = sum00;
    FloatVector sum21 = sum00;
    FloatVector sum22 = sum00;
    FloatVector sum23 = sum00;
    FloatVector sum30 = sum00;
    FloatVector sum31 = sum00;
    FloatVector sum32 = sum00;
    FloatVector sum33 = sum00;
    FloatVector sum40 = sum00;
    FloatVector sum41 = sum00;
    FloatVector sum42 = sum00;
    FloatVector sum43 = sum00;
    FloatVector sum50 = sum00;
    FloatVector sum51 = sum00;
    FloatVector sum52 = sum00;
    FloatVector sum53 = sum00;
    int p = panel;
    for (int k = 0; k < to - from; k++) {
      FloatVector right0 = FloatVector.fromArray(SPECIES, packed, p);
      FloatVector right1 = FloatVector.fromArray(SPECIES, packed, p + LANES);
      FloatVector right2 = FloatVector.fromArray(SPECIES, packed, p + 2 * LANES);
      FloatVector right3 = FloatVector.fromArray(SPECIES, packed, p + 3 * LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      sum01 = factor.fma(right1, sum01);
      sum02 = factor.fma(right2, sum02);
      sum03 = factor.fma(right3, sum03);
      factor = FloatVector.broadcast(SPECIES, left[row1 + k]);
      sum10 = factor.fma(right0, sum10);
      sum11 = factor.fma(right1, sum11);
      sum12 = factor.fma(right2, sum12);
      sum13 = factor.fma(right3, sum13);
      factor = FloatVector.broadcast(SPECIES, left[row2 + k]);
      sum20 = factor.fma(right0, sum20);
      sum21 = factor.fma(right1, sum21);
      sum22 = factor.fma(right2, sum22);
      sum23 = factor.fma(right3, sum23);
      factor = FloatVector.broadcast(SPECIES, left[row3 + k]);
      sum30 = factor.fma(right0, sum30);
      sum31 = factor.fma(right1, sum31);
      sum32 = factor.fma(right2, sum32);
      sum33 = factor.fma(right3, sum33);
      factor = FloatVector.broadcast(SPECIES, left[row4 + k]);
      sum40 = factor.fma(right0, sum40);
      sum41 = factor.fma(right1, sum41);
      sum42 = factor.fma(right2, sum42);
      sum43 = factor.fma(right3, sum43);
      factor = FloatVector.broadcast(SPECIES, left[row5 + k]);
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
      float[] packed,
      int panel,
      FloatMatrix a,
      int row,
      int from,
      int to,
      float[] sums,
      int at,
      int stride) {
    float[] left = a.values();
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    int row2 = a.start(row + 2) + from;
    int row3 = a.start(row + 3) + from;
    int row4 = a.start(row + 4) + from;
    int row5 = a.start(row + 5) + from;
    FloatVector sum00 = FloatVector.zero(SPECIES);
    FloatVector sum01 = sum00;
    FloatVector sum10 = sum00;
    FloatVector sum11 = sum00;
    FloatVector sum20 = sum00;
    FloatVector sum21 = sum00;
    FloatVector sum30 = sum00;
    FloatVector sum31 = sum00;
    FloatVector sum40 = sum00;
    FloatVector sum41 = sum00;
    FloatVector sum50 = sum00;
    FloatVector sum51 = sum00;
    for (int k = 0; k < to - from; k++) {
      int p = panel + k * 2 * LANES;
      FloatVector right0 = FloatVector.fromArray(SPECIES, packed, p);
      FloatVector right1 = FloatVector.fromArray(SPECIES, packed, p + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      sum01 = factor.fma(right1, sum01);
      factor = FloatVector.broadcast(SPECIES, left[row1 + k]);
      sum10 = factor.fma(right0, sum10);
      sum11 = factor.fma(right1, sum11);
      factor = FloatVector.broadcast(SPECIES, left[row2 + k]);
      sum20 = factor.fma(right0, sum20);
      sum21 = factor.fma(right1, sum21);
      factor = FloatVector.broadcast(SPECIES, left[row3 + k]);
      sum30 = factor.fma(right0, sum30);
      sum31 = factor.fma(right1, sum31);
      factor = FloatVector.broadcast(SPECIES, left[row4 + k]);
      sum40 = factor.fma(right0, sum40);
      sum41 = factor.fma(right1, sum41);
      factor = FloatVector.broadcast(SPECIES, left[row5 + k]);
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
      float[] packed,
      int panel,
      int width,
      FloatMatrix a,
      int row,
      int from,
      int to,
      float[] sums,
      int at,
      int stride) {
    float[] left = a.values();
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    int row2 = a.start(row + 2) + from;
    int row3 = a.start(row + 3) + from;
    int row4 = a.start(row + 4) + from;
    int row5 = a.start(row + 5) + from;
    FloatVector sum00 = FloatVector.zero(SPECIES);
    FloatVector sum01 = sum00;
    FloatVector sum10 = sum00;
    FloatVector sum11 = sum00;
    FloatVector sum20 = sum00;
    FloatVector sum21 = sum00;
    FloatVector sum30 = sum00;
    FloatVector sum31 = sum00;
    FloatVector sum40 = sum00;
    FloatVector sum41 = sum00;
    FloatVector sum50 = sum00;
    FloatVector sum51 = sum00;
    int p = panel;
    for (int k = 0; k < to - from; k++) {
      FloatVector right0 = FloatVector.fromArray(SPECIES, packed, p);
      FloatVector right1 = FloatVector.fromArray(SPECIES, packed, p + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      sum01 = factor.fma(right1, sum01);
      factor = FloatVector.broadcast(SPECIES, left[row1 + k]);
      sum10 = factor.fma(right0, sum10);
      sum11 = factor.fma(right1, sum11);
      factor = FloatVector.broadcast(SPECIES, left[row2 + k]);
      sum20 = factor.fma(right0, sum20);
      sum21 = factor.fma(right1, sum21);
      factor = FloatVector.broadcast(SPECIES, left[row3 + k]);
      sum30 = factor.fma(right0, sum30);
      sum31 = factor.fma(right1, sum31);
      factor = FloatVector.broadcast(SPECIES, left[row4 + k]);
      sum40 = factor.fma(right0, sum40);
      sum41 = factor.fma(right1, sum41);
      factor = FloatVector.broadcast(SPECIES, left[row5 + k]);
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
      float[] packed,
      int panel,
      int width,
      FloatMatrix a,
      int row,
      int from,
      int to,
      float[] sums,
      int at,
      int stride) {
    float[] left = a.values();
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    int row2 = a.start(row + 2) + from;
    int row3 = a.start(row + 3) + from;
    int row4 = a.start(row + 4) + from;
    int row5 = a.start(row + 5) + from;
    FloatVector sum00 = FloatVector.zero(SPECIES);
    FloatVector sum10 = sum00;
    FloatVector sum20 = sum00;
    FloatVector sum30 = sum00;
    FloatVector sum40 = sum00;
    FloatVector sum50 = sum00;
    int p = panel;
    for (int k = 0; k < to - from; k++) {
      FloatVector right0 = FloatVector.fromArray(SPECIES, packed, p);
      FloatVector factor = FloatVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      factor = FloatVector.broadcast(SPECIES, left[row1 + k]);
      sum10 = factor.fma(right0, sum10);
      factor = FloatVector.broadcast(SPECIES, left[row2 + k]);
      sum20 = factor.fma(right0, sum20);
      factor = FloatVector.broadcast(SPECIES, left[row3 + k]);
      sum30 = factor.fma(right0, sum30);
      factor = FloatVector.broadcast(SPECIES, left[row4 + k]);
      sum40 = factor.fma(right0, sum40);
      factor = FloatVector.broadcast(SPECIES, left[row5 + k]);
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
      float[] packed,
      int panel,
      int width,
      FloatMatrix a,
      int row,
      int from,
      int to,
      float[] sums,
      int at,
      int stride) {
    float[] left = a.values();
    int row0 = a.start(row) + from;
    int row1 = a.start(row + 1) + from;
    FloatVector sum00 = FloatVector.zero(SPECIES);
    FloatVector sum01 = sum00;
    FloatVector sum10 = sum00;
    FloatVector sum11 = sum00;
    int p = panel;
    for (int k = 0; k < to - from; k++) {
      FloatVector right0 = FloatVector.fromArray(SPECIES, packed, p);
      FloatVector right1 = FloatVector.fromArray(SPECIES, packed, p + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      sum01 = factor.fma(right1, sum01);
      factor = FloatVector.broadcast(SPECIES, left[row1 + k]);
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
      float[] packed,
      int panel,
      int width,
      FloatMatrix a,
      int row,
      int from,
      int to,
      float[] sums,
      int at) {
    float[] left = a.values();
    int row0 = a.start(row) + from;
    FloatVector sum00 = FloatVector.zero(SPECIES);
    FloatVector sum01 = sum00;
    int p = panel;
    for (int k = 0; k < to - from; k++) {
      FloatVector right0 = FloatVector.fromArray(SPECIES, packed, p);
      FloatVector right1 = FloatVector.fromArray(SPECIES, packed, p + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, left[row0 + k]);
      sum00 = factor.fma(right0, sum00);
      sum01 = factor.fma(right1, sum01);
      p += width;
    }
    sum00.intoArray(sums, at);
    sum01.intoArray(sums, at + LANES);
  }
}
