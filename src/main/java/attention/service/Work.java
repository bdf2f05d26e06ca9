package attention.service;

import attention.matrix.Dtype;
import attention.stage.Normalization;
import attention.trace.Member;

/**
 * What an answer costs to compute, in multiply-adds.
 *
 * @param shared what is computed once: drawing, projecting keys and values, encoding
 * @param row what each row adds
 */
record Work(long shared, long row) {

  private static final long EXP = 16;
  private static final long TANH = 64;

  /** The calls and objects of a head in a row, which take a microsecond however few keys it has. */
  private static final long HEAD = 4096;

  /** Those of a step of a cell, which take two. */
  private static final long STEP = 8192;

  /** Scale, cap, bias, mask, sums and comparisons, for one cell. */
  private static final long STAGES = 8;

  /** A comparison of the sort by which sparsemax and entmax find their threshold. */
  private static final long SORT = 96;

  /** A logarithm, and the product that makes it entropy. */
  private static final long LOGARITHM = 64;

  /** How much longer a function of the dtype takes than in float32. */
  private static long wide(Dtype dtype) {
    return dtype == Dtype.FLOAT64 ? 4 : 1;
  }

  /** One tanh or sigmoid. */
  static long tanh(Dtype dtype) {
    return TANH * wide(dtype);
  }

  /**
   * Everything in a cell but its score: the stages, its part of the normalization and of what is
   * asked for of the row, and its share of the context.
   *
   * @param keys in a row, all of which are sorted if any are
   */
  static long cell(
      PlanContext<?> context, Normalization normalization, long keys, long valueWidth) {
    long wide = wide(context.dtype());
    long entropy = context.wanted().contains(Member.ENTROPY) ? LOGARITHM * wide : 0;
    return EXP * wide + sorting(normalization, keys) + entropy + STAGES + valueWidth;
  }

  private static long sorting(Normalization normalization, long keys) {
    boolean sorts =
        normalization == Normalization.SPARSEMAX || normalization == Normalization.ENTMAX_15;
    return sorts ? SORT * (Long.SIZE - Long.numberOfLeadingZeros(keys)) : 0;
  }

  /** What a step of a cell costs, however narrow it is. */
  static long step() {
    return STEP;
  }

  /** What each of these heads adds to a row, however narrow it is. */
  static long heads(long heads) {
    return HEAD * heads;
  }

  /** The work of so many rows. */
  double of(long rows) {
    return shared + (double) row * rows;
  }

  /** How many rows fit into so much work; 0 if none does. */
  long rowsWithin(long most) {
    return shared >= most ? 0 : (most - shared) / Math.max(1, row);
  }
}
