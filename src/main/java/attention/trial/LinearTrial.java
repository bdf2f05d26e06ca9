package attention.trial;

import attention.definition.Arithmetic;
import attention.definition.Columns;
import attention.definition.Definition;
import attention.definition.NaturalView;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.Rows;
import attention.definition.View;
import attention.mistake.Given;
import attention.mistake.Situation;
import attention.mistake.Tolerance;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether what a client posted last can be a mean or a mix of what is computed, because it is
 * linear in the weights. It is at the first difference or behind it.
 *
 * @param situation what was posted
 */
record LinearTrial(Situation situation) {

  /** The mean of rounded numbers: how far it is from that of the exact ones, of their size. */
  private static final double ROUNDING = 0x1p-18;

  private Given last() {
    return situation.given().getLast();
  }

  Member stage() {
    return last().stage();
  }

  /** Whether values are mixed in it. */
  boolean isMixed() {
    return stage() == Member.CONTEXT || isMerged();
  }

  /** Whether the heads are side by side in it. */
  boolean isMerged() {
    return stage() == Member.CONCATENATED || stage() == Member.OUTPUT;
  }

  /** Whether rounding does not hide that it is linear. */
  boolean isExactIn(Definition definition) {
    Arithmetic arithmetic = definition.get(Part.ARITHMETIC);
    return arithmetic == Arithmetic.FLOAT32 || arithmetic == Arithmetic.FLOAT64;
  }

  /** The rows of heads that a row is made of. */
  List<OneRowOfWeights> rowsOf(Definition definition, int row) {
    int heads = definition.get(Part.HEADS);
    int queries = situation.queries();
    int query = definition.get(Part.SELECTED)[row % definition.get(Part.SELECTED).length];
    boolean byView = isMerged() && definition.get(Part.MERGE) == Columns.VIEW;
    List<OneRowOfWeights> rows = new ArrayList<>();
    for (int k = 0; k < heads; k++) {
      int at = byView ? query * heads + k : k * queries + query;
      rows.add(new OneRowOfWeights(at / queries, at % queries));
    }
    return rows;
  }

  /**
   * Whether the mean of each block of rows is the first row of the block in a view; true if the
   * shapes differ.
   */
  boolean hasMeans(View view, int rows) {
    if (!last().hasShapeOf(view)) {
      return true;
    }
    for (int from = 0; from < view.rows(stage()); from += rows) {
      if (!isMean(view.row(stage(), from), from, rows)) {
        return false;
      }
    }
    return true;
  }

  private boolean isMean(double[] expected, int from, int rows) {
    Means posted =
        situation
            .right()
            .computation()
            .once(new Block(from, rows), () -> means(expected.length, from, rows));
    for (int c = 0; c < expected.length; c++) {
      boolean impossible = Double.isNaN(expected[c]) && Double.isFinite(posted.means[c]);
      double slack = slack(posted.sizes[c]);
      if (impossible || Math.abs(posted.means[c] - expected[c]) > slack) {
        return false;
      }
    }
    return true;
  }

  /** Rows of what was posted last. */
  private record Block(int from, int rows) {}

  /** The means of columns, and of their absolute values. */
  private record Means(double[] means, double[] sizes) {}

  private Means means(int width, int from, int rows) {
    situation.right().computation().spend((long) width * rows);
    double[] means = new double[width];
    double[] sizes = new double[width];
    for (int i = from * width; i < (from + rows) * width; i++) {
      means[i % width] += last().numbers()[i] / rows;
      sizes[i % width] += Math.abs(last().numbers()[i]) / rows;
    }
    return new Means(means, sizes);
  }

  /** How far numbers of such a size may be from what they are compared with here. */
  private double slack(double size) {
    Tolerance tolerance = last().tolerance();
    return 2 * tolerance.absolute() + (2 * tolerance.relative() + ROUNDING) * size;
  }

  /** Whether it has the shape that a view has. */
  boolean hasShapeOf(View view) {
    return last().hasShapeOf(view);
  }

  /** All mixes of some vectors, each made when it is added. */
  LinearSpan span(Stream<double[]> vectors) {
    LinearSpan span = new LinearSpan();
    Iterator<double[]> next = vectors.iterator();
    while (!span.isEverything() && next.hasNext()) {
      double[] vector = next.next();
      situation.right().computation().spend(2L * (span.dimension() + 1) * vector.length);
      span.add(vector);
    }
    return span;
  }

  /**
   * Whether a row is what some computations have in it, each times a number; true if the shapes
   * differ.
   *
   * @param none what it is if each of the numbers is 0
   * @param parts none of which is kept
   */
  boolean isMix(int row, View none, Stream<Recomputation> parts) {
    if (!hasShapeOf(none) || row >= none.rows(stage())) {
      return true;
    }
    double[] base = none.row(stage(), row);
    return isMix(
        row,
        base,
        span(parts.map(part -> Rows.minus(new NaturalView(part).row(stage(), row), base))));
  }

  /**
   * Whether a row is a base and a mix.
   *
   * @param mixes of which it is one
   */
  boolean isMix(int row, double[] base, LinearSpan mixes) {
    double[] posted =
        Arrays.copyOfRange(last().numbers(), row * base.length, (row + 1) * base.length);
    double[] rest = mixes.rest(Rows.minus(posted, base));
    for (double left : rest) {
      if (Math.abs(left) > slack(Rows.largest(posted))) {
        return false;
      }
    }
    return true;
  }
}
