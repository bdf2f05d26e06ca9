package attention.trial;

import attention.definition.Definition;
import attention.definition.Dependencies;
import attention.definition.KeyFilter;
import attention.definition.Masking;
import attention.definition.Mixing;
import attention.definition.NaturalView;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.Step;
import attention.definition.View;
import attention.mistake.Situation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whether mistakes can explain the first and the last row that a client posted, as far as their
 * masks show: a row is mixed from the values of the keys that its mask leaves, and if these are few
 * it is seldom a mix of them, whatever the weights. What the weights are made of need not be
 * computed for that.
 */
public final class FewKeysTrial {

  private static final int KNOWN = 4;

  private final Situation situation;
  private final LinearTrial last;

  /** Of the last ones, which have matrices of their own. */
  private final Map<Object, Boolean> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Boolean> eldest) {
          return size() > KNOWN;
        }
      };

  /**
   * @param situation what was posted
   */
  public FewKeysTrial(Situation situation) {
    this.situation = situation;
    this.last = new LinearTrial(situation);
  }

  /**
   * Whether rows can be explained; true if that is not to be seen.
   *
   * @param parent from which the definition is computed
   */
  public boolean canExplain(Recomputation parent, Definition definition) {
    if (!last.isMixed() || definition.has(Part.DECODER) || !isApplicable(definition)) {
      return true;
    }
    List<?> decisive = Dependencies.mixable(definition);
    Boolean before = known.get(decisive);
    if (before == null) {
      int rows = definition.get(Part.SELECTED).length;
      before = canMix(parent, definition, 0) && canMix(parent, definition, rows - 1);
      known.put(decisive, before);
    }
    return before;
  }

  private boolean isApplicable(Definition definition) {
    Definition right = situation.definition();
    return last.isExactIn(definition)
        && isMasked(definition)
        && definition.get(Part.EMPTY_ROWS) == right.get(Part.EMPTY_ROWS);
  }

  /** Whether keys that the mask forbids have no weight. */
  private static boolean isMasked(Definition definition) {
    List<Step> steps = definition.get(Part.STEPS);
    return definition.find(Part.MASKING) == Masking.Plain.AFTER_SOFTMAX
        || (definition.find(Part.MASKING) == Masking.Plain.INFINITE
            && !steps.isEmpty()
            && steps.getLast() == Step.MASK
            && definition.get(Part.NORMALIZER).leavesForbiddenOut());
  }

  private boolean canMix(Recomputation parent, Definition definition, int row) {
    Definition mixed =
        definition.with(Part.MASKING, Masking.Plain.LEFT_OUT).with(Part.MIXING, Mixing.AS_IT_IS);
    Recomputation nothing = parent.child(OneWeight.NONE.in(mixed));
    View none = new NaturalView(nothing);
    int most = none.width(last.stage()) / 2;
    List<OneWeight> weights = weightsOf(definition, row, most);
    if (weights.isEmpty() || weights.size() > most) {
      return true;
    }
    return last.isMix(row, none, weights.stream().map(only -> nothing.child(only.in(mixed))));
  }

  /** The weights that a row is made of, or the first ones if these are too many. */
  private List<OneWeight> weightsOf(Definition definition, int row, int most) {
    List<OneWeight> weights = new ArrayList<>();
    for (OneRowOfWeights part : last.rowsOf(definition, row)) {
      int left = most + 1 - weights.size();
      keysOf(definition, part.query())
          .limit(Math.max(0, left))
          .forEach(key -> weights.add(new OneWeight(part.head(), part.query(), key)));
    }
    return weights;
  }

  /** The keys that a context is mixed from, or those in whose rows it is a column. */
  private IntStream keysOf(Definition definition, int query) {
    boolean transposed = definition.get(Part.MIXING) == Mixing.TRANSPOSED;
    KeyFilter mask = definition.get(Part.MASK);
    return IntStream.range(0, situation.keys())
        .filter(key -> transposed ? mask.allows(key, query) : mask.allows(query, key));
  }
}
