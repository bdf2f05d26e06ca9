package attention.check;

import attention.check.Explanation.Cause;
import attention.definition.Computable;
import attention.definition.Definition;
import attention.definition.NaturalView;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.View;
import attention.mistake.Mistake;
import attention.mistake.Mistake.Group;
import attention.mistake.Mistakes;
import attention.mistake.Situation;
import attention.mistake.Variant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks for two mistakes that explain the numbers of a client. */
final class PairSearch {

  private final Situation situation;
  private final Matching matching;
  private final Trials trials;
  private final List<Attempt.All> tried;
  private final Consumer<Explanation> found;
  private final Recomputation right;

  /**
   * @param tried all mistakes that can be made, as they were tried alone
   * @param found takes each explanation
   */
  PairSearch(
      Situation situation,
      Matching matching,
      Trials trials,
      List<Attempt.All> tried,
      Consumer<Explanation> found) {
    this.situation = situation;
    this.matching = matching;
    this.trials = trials;
    this.tried = tried;
    this.found = found;
    this.right = situation.right().computation();
  }

  /** Tries those that go together, the ones that need every row last. */
  void ordinary() {
    pairs((one, other) -> Mistakes.goTogether(one, other) && !isWide(one, other));
    pairs((one, other) -> Mistakes.goTogether(one, other) && isWide(one, other));
  }

  /** Tries those of which one is in how stages are shown. */
  void last() {
    pairs(Mistakes::goTogetherLast);
  }

  /** Whether every row is needed to compute one. */
  private static boolean isWide(Mistake one, Mistake other) {
    return one.isWide() || other.isWide();
  }

  private void pairs(BiPredicate<Mistake, Mistake> goTogether) {
    for (int i = 0; i < tried.size(); i++) {
      for (Attempt first : tried.get(i).attempts()) {
        Recomputation computation = null;
        for (Attempt.All second : tried.subList(i + 1, tried.size())) {
          if (first.computable()
              && first.variant().isPaired()
              && goTogether.test(first.mistake(), second.mistake())
              && second.attempts().stream().anyMatch(attempt -> couldFit(first, attempt))) {
            if (computation == null) {
              computation = right.child(first.variant().definition());
            }
            Explanation explanation = together(computation, first, second);
            if (explanation != null) {
              found.accept(explanation);
            }
          }
        }
      }
    }
  }

  /**
   * Whether each replaces something that the other one fails at, unless one of them shows other
   * stages in its place.
   */
  private boolean couldFit(Attempt first, Attempt second) {
    return !second.computable()
        || !first.isShownAsItIs()
        || !second.isShownAsItIs()
        || situation.definition().has(Part.DECODER)
        || (first.affects(second.failing()) && second.affects(first.failing()));
  }

  private @Nullable Explanation together(
      Recomputation computation, Attempt first, Attempt.All second) {
    Explanation best = null;
    Definition mistaken = computation.definition();
    List<Variant> variants =
        second.mistake().variants().in(situation.with(mistaken)).stream()
            .filter(variant -> !variant.isLate())
            .toList();
    boolean asAlone = variants.size() == second.attempts().size();
    for (int i = 0; i < variants.size(); i++) {
      Variant variant = variants.get(i);
      boolean tried =
          variant.isPaired()
              && (!asAlone || couldFit(first, second.attempts().get(i)))
              && (best == null || !best.whole());
      Explanation explanation = tried ? together(computation, first, second, variant) : null;
      best = explanation == null || (best != null && !explanation.whole()) ? best : explanation;
    }
    return best;
  }

  private @Nullable Explanation together(
      Recomputation computation, Attempt first, Attempt.All second, Variant variant) {
    Definition both = variant.definition();
    boolean wide = isWide(first.mistake(), second.mistake());
    boolean shown = !first.isShownAsItIs() || !variant.isShownAsItIs();
    boolean possible =
        (first.replaced() & computation.definition().replaced(both)) == 0
            && Computable.is(both)
            && (shown
                || (trials.canMix(computation, both)
                    && trials.canExplain(wide, computation, both)));
    if (!possible) {
      return null;
    }
    NaturalView natural = Search.view(computation, both);
    View view = first.variant().shown().apply(variant.shown().apply(natural));
    return trials.failing(view, both) == null && isCertain(second, natural)
        ? pair(first, second, variant, view)
        : null;
  }

  private @Nullable Explanation pair(
      Attempt first, Attempt.All second, Variant variant, View view) {
    if (!matching.reproduces(view)) {
      return null;
    }
    return new Explanation(
        List.of(
            new Cause(first.mistake().code(), first.mistake().detail(first.variant())),
            new Cause(second.mistake().code(), second.mistake().detail(variant))),
        matching.reproducesBefore(view));
  }

  /** Whether weights say something: without a score function there are none. */
  private boolean isCertain(Attempt.All second, NaturalView view) {
    return !situation.definition().has(Part.SCORE)
        || second.mistake().group() == Group.CONTEXT
        || !matching.isSaturated(view);
  }
}
