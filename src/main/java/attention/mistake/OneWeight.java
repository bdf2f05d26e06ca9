package attention.mistake;

import attention.definition.Definition;
import attention.definition.Normalizer;
import attention.definition.Part;

/**
 * The weight 1 for one key in one head, in every row.
 *
 * @param head −1 for none at all
 */
record OneWeight(int head, int key) {

  static final OneWeight NONE = new OneWeight(-1, 0);

  /** A definition with this weight. */
  Definition in(Definition definition, Situation situation) {
    int keys = situation.keys();
    Normalizer one =
        (scores, ofHead, query) -> {
          double[] weights = new double[keys];
          weights[key] = ofHead == head ? 1 : 0;
          return weights;
        };
    return definition.with(Part.NORMALIZER, one);
  }
}
