package attention.trial;

import attention.definition.Definition;
import attention.definition.Normalizer;
import attention.definition.Part;
import attention.definition.Shaped;

/**
 * The weight 1 for one key in one row of one head, and 0 elsewhere.
 *
 * @param head −1 for no weight at all
 */
record OneWeight(int head, int query, int key) implements Normalizer {

  static final OneWeight NONE = new OneWeight(-1, 0, 0);

  /** A definition with this weight. */
  Definition in(Definition definition) {
    return definition.with(Part.NORMALIZER, this);
  }

  @Override
  public double[] weigh(Shaped scores, int ofHead, int ofQuery) {
    double[] weights = new double[scores.keyCount()];
    weights[key] = ofHead == head && ofQuery == query ? 1 : 0;
    return weights;
  }
}
