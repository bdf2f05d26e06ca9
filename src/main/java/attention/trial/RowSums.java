package attention.trial;

import attention.definition.Definition;
import attention.definition.EmptyRows;
import attention.definition.KeyFilter;
import attention.definition.Masking;
import attention.definition.Part;
import attention.definition.Rows;
import attention.definition.Scale;
import attention.mistake.MistakenNormalizers;
import attention.mistake.Situation;
import attention.stage.Normalization;
import org.jspecify.annotations.Nullable;

/**
 * What the weights of each row add up to.
 *
 * @param situation what a mistake is tried on
 */
record RowSums(Situation situation) {

  /** Whether weights are changed after they were normalized. */
  static boolean areChanged(Definition definition) {
    Scale scale = definition.find(Part.SCALE);
    return (scale != null && scale.isLate()) || areMasked(definition);
  }

  /** Whether some weights are set to 0 after they were normalized. */
  static boolean areMasked(Definition definition) {
    return definition.find(Part.MASKING) == Masking.Plain.AFTER_SOFTMAX;
  }

  /**
   * The sums, 1, 0 or NaN, of all queries, before a scale that is applied late; absent if they are
   * not certain.
   */
  double @Nullable [] of(Definition definition) {
    if (!areNormalized(definition)) {
      return null;
    }
    double[] sums = Rows.filled(situation.queries(), 1);
    KeyFilter mask = definition.find(Part.MASK);
    if (mask == null || definition.find(Part.MASKING) != Masking.Plain.INFINITE) {
      return sums;
    }
    situation.right().computation().spend((long) sums.length * situation.keys());
    for (int query = 0; query < sums.length; query++) {
      if (!hasKeys(mask.row(query, situation.keys()))) {
        sums[query] = ofEmpty(definition.get(Part.EMPTY_ROWS).of(query));
      }
    }
    return sums;
  }

  private static double ofEmpty(EmptyRows row) {
    return switch (row) {
      case ZEROS -> 0;
      case NULLS -> Double.NaN;
      case UNIFORM -> 1;
    };
  }

  private boolean areNormalized(Definition definition) {
    Definition right = situation.right().computation().definition();
    Normalization asked = right.get(Part.NORMALIZATION);
    boolean asAsked =
        definition.get(Part.NORMALIZER) == right.get(Part.NORMALIZER)
            && asked != Normalization.NAIVE_SOFTMAX
            && asked != Normalization.SUM;
    return (asAsked || MistakenNormalizers.addUpToOne(definition.get(Part.NORMALIZER)))
        && !definition.has(Part.SINKS)
        && !definition.has(Part.BIASES)
        && !areMasked(definition);
  }

  private static boolean hasKeys(boolean[] allowed) {
    for (boolean key : allowed) {
      if (key) {
        return true;
      }
    }
    return false;
  }
}
