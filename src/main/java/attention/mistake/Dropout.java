package attention.mistake;

import attention.definition.Definition;
import attention.definition.Normalizer;
import attention.definition.Part;
import attention.definition.View;
import attention.trace.Member;

/** Weights of which some are dropped and the others multiplied by one factor. */
final class Dropout {

  private final Given given;
  private final Normalizer right;
  private final int[] places;
  private final int answered;
  private final double factor;

  Dropout(Given given, Definition definition, double factor) {
    this.given = given;
    this.right = definition.get(Part.NORMALIZER);
    this.factor = factor;
    int[] selected = definition.get(Part.SELECTED);
    this.answered = selected.length;
    int most = 0;
    for (int query : selected) {
      most = Math.max(most, query);
    }
    this.places = new int[most + 1];
    for (int place = answered - 1; place >= 0; place--) {
      places[selected[place]] = place;
    }
  }

  private boolean isDropped(int row, int key, int keys) {
    return given.numbers()[row * keys + key] == 0;
  }

  /** Whether the weights of every row add up to 1: those that are left were normalized again. */
  boolean addsUpToOne(View view) {
    int keys = view.width(Member.WEIGHTS);
    for (int row = 0; row < view.rows(Member.WEIGHTS); row++) {
      double sum = 0;
      for (int j = 0; j < keys; j++) {
        sum += given.numbers()[row * keys + j];
      }
      if (!given.tolerance().agree(sum, 1)) {
        return false;
      }
    }
    return true;
  }

  /** Whether enough weights are kept and at least one is dropped that should not be 0. */
  boolean explains(View view, int leastKept) {
    int kept = 0;
    int dropped = 0;
    for (int row = 0; row < view.rows(Member.WEIGHTS); row++) {
      double[] weights = view.row(Member.WEIGHTS, row);
      for (int j = 0; j < weights.length; j++) {
        boolean zero = isDropped(row, j, weights.length);
        kept += zero || weights[j] == 0 ? 0 : 1;
        dropped += zero && !given.tolerance().agree(0, weights[j] * factor) ? 1 : 0;
      }
    }
    return kept >= leastKept && dropped >= 1;
  }

  /** The weights that are left. */
  Normalizer normalizer() {
    return (scores, head, query) -> {
      double[] weights = right.weigh(scores, head, query).clone();
      if (query >= places.length) {
        return weights;
      }
      int row = head * answered + places[query];
      for (int j = 0; j < weights.length; j++) {
        weights[j] *= isDropped(row, j, weights.length) ? 0 : factor;
      }
      return weights;
    };
  }
}
