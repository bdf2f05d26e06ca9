package attention.trial;

import attention.definition.Definition;
import attention.definition.Normalizer;
import attention.definition.Part;
import attention.definition.RowNormalizers;
import attention.definition.Rows;
import attention.definition.Shaped;
import attention.mistake.WideNormalizers;

/**
 * Weights in one row of one head only, or in one column, in proportion to the exponentials of its
 * scores.
 *
 * @param head −1 for none at all
 */
record OneRowOfWeights(int head, int query) {

  static final OneRowOfWeights NONE = new OneRowOfWeights(-1, 0);

  /**
   * A definition with these weights.
   *
   * @param byColumn whether they are a column
   */
  Definition in(Definition definition, boolean byColumn) {
    return definition.with(Part.NORMALIZER, byColumn ? new OfColumn(this) : new OfRow(this));
  }

  private record OfRow(OneRowOfWeights only) implements Normalizer {
    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      if (head != only.head || query != only.query) {
        return new double[scores.keyCount()];
      }
      double[] row = scores.shaped(head, query);
      return Rows.max(row) > Double.NEGATIVE_INFINITY
          ? RowNormalizers.softmax(row, Double.NEGATIVE_INFINITY, scores.arithmetic())
          : new double[row.length];
    }
  }

  private record OfColumn(OneRowOfWeights only) implements Normalizer.ByCells {
    @Override
    public double[] weigh(Shaped scores, int head, int query) {
      double[] weights = new double[scores.keyCount()];
      weights[only.query] = weight(scores, head, query, only.query);
      return weights;
    }

    @Override
    public double weight(Shaped scores, int head, int query, int key) {
      boolean isOnly = head == only.head && key == only.query;
      return isOnly ? WideNormalizers.OVER_QUERIES.weight(scores, head, query, key) : 0;
    }
  }
}
