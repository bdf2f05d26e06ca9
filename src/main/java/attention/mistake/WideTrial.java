package attention.mistake;

import attention.definition.Arithmetic;
import attention.definition.Columns;
import attention.definition.Definition;
import attention.definition.LinearSpan;
import attention.definition.Mixing;
import attention.definition.NaturalView;
import attention.definition.Normalizer;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.RowNormalizers;
import attention.definition.Rows;
import attention.definition.View;
import attention.mistake.WideNormalizers.Over;
import attention.trace.Member;
import java.util.Arrays;

/**
 * Whether a mistake that needs every row of scores can explain what a client posted, as far as sums
 * and single rows show. It costs two rows, where to compute the mistake costs all.
 *
 * @param situation what was posted
 * @param row the row of the first difference, of those that are answered
 */
public record WideTrial(Situation situation, int row) {

  /** The mean of rounded numbers: how far it is from that of the exact ones, of their size. */
  private static final double ROUNDING = 0x1p-18;

  /**
   * Whether numbers can be explained; true if that is not to be seen.
   *
   * @param computation of the mistake, of which no row is asked for
   */
  public boolean canExplain(Recomputation computation) {
    Definition definition = computation.definition();
    if (definition.has(Part.DECODER) || !definition.has(Part.NORMALIZER)) {
      return true;
    }
    Normalizer normalizer = definition.get(Part.NORMALIZER);
    PostedWeights weights = new PostedWeights(situation.with(definition));
    if (definition.get(Part.MIXING) == Mixing.TRANSPOSED) {
      double[] sums = new RowSums(situation).of(definition);
      return sums == null || hasMeanOfValues(computation, sums);
    }
    if (normalizer == WideNormalizers.OVER_QUERIES) {
      return weights.canAddUpOverQueries()
          && hasMeanOfValues(computation, Rows.filled(situation.keys(), 1));
    }
    if (normalizer instanceof Over over) {
      boolean every = over.extent() != WideNormalizers.Extent.ROW_OF_ALL_HEADS;
      return (!every || weights.canAddUpOverAll()) && isMixOfHeads(computation);
    }
    return true;
  }

  /** What was posted last, which is at the first difference or behind it. */
  private Given last() {
    return situation.given().getLast();
  }

  /**
   * Whether the mean of the rows is a row whose weights are the means of the weights, because what
   * follows the weights is linear.
   *
   * @param sums what the weights of each key add up to
   */
  private boolean hasMeanOfValues(Recomputation computation, double[] sums) {
    Definition definition = computation.definition();
    boolean linear =
        isMixed(last().stage())
            && !RowSums.areChanged(definition)
            && definition.get(Part.MERGE) != Columns.VIEW
            && isExact(definition.get(Part.ARITHMETIC));
    int queries = situation.queries();
    if (!linear || !situation.with(definition).asksEveryQuery()) {
      return true;
    }
    double[] means = Rows.map(sums, sum -> sum / queries);
    View view =
        new NaturalView(
            computation.child(
                definition
                    .with(Part.NORMALIZER, (scores, head, query) -> means.clone())
                    .with(Part.MIXING, Mixing.AS_IT_IS)));
    if (!last().hasShapeOf(view)) {
      return true;
    }
    for (int from = 0; from < view.rows(last().stage()); from += queries) {
      if (!isMean(view.row(last().stage(), from), from, queries)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMixed(Member stage) {
    return stage == Member.CONTEXT || stage == Member.CONCATENATED || stage == Member.OUTPUT;
  }

  private static boolean isExact(Arithmetic arithmetic) {
    return arithmetic == Arithmetic.FLOAT32 || arithmetic == Arithmetic.FLOAT64;
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

  /**
   * Whether the row is what the heads contribute to it, each times a number. It has to be if the
   * weights are exponentials of the scores divided by something.
   */
  private boolean isMixOfHeads(Recomputation computation) {
    Definition definition = computation.definition();
    Member stage = last().stage();
    boolean linear =
        (stage == Member.WEIGHTS || isMixed(stage))
            && definition.get(Part.MERGE) != Columns.VIEW
            && isExact(definition.get(Part.ARITHMETIC));
    View none = new NaturalView(computation.child(of(definition, -1)));
    if (!linear || !last().hasShapeOf(none) || row >= none.rows(stage)) {
      return true;
    }
    double[] base = none.row(stage, row);
    computation.spend((long) computation.heads() * computation.heads() * base.length);
    LinearSpan span = new LinearSpan();
    for (int head = 0; head < computation.heads(); head++) {
      View alone = new NaturalView(computation.child(of(definition, head)));
      span.add(Rows.minus(alone.row(stage, row), base));
    }
    double[] posted =
        Arrays.copyOfRange(last().numbers(), row * base.length, (row + 1) * base.length);
    double[] rest = span.rest(Rows.minus(posted, base));
    for (int c = 0; c < rest.length; c++) {
      if (Math.abs(rest[c]) > slack(Rows.largest(posted))) {
        return false;
      }
    }
    return true;
  }

  /** With weights in one head only, the softmax of its rows. */
  private static Definition of(Definition definition, int only) {
    Normalizer softmax =
        (scores, head, query) -> {
          double[] row = scores.shaped(head, query);
          return head == only && Rows.max(row) > Double.NEGATIVE_INFINITY
              ? RowNormalizers.softmax(row, Double.NEGATIVE_INFINITY, scores.arithmetic())
              : new double[row.length];
        };
    return definition.with(Part.NORMALIZER, softmax);
  }
}
