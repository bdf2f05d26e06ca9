package attention.check;

import attention.check.Explanation.Cause;
import attention.definition.Computable;
import attention.definition.Definition;
import attention.definition.Dependencies;
import attention.definition.NaturalView;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.View;
import attention.mistake.Mistake;
import attention.mistake.Mistake.Group;
import attention.mistake.Mistake.Kind;
import attention.mistake.Mistakes;
import attention.mistake.Situation;
import attention.mistake.Variant;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what explains the numbers of a client: mistakes by themselves, then arithmetic of lower
 * precision, then two mistakes.
 */
final class Search {

  private final Situation situation;
  private final Matching matching;
  private final Recomputation right;
  private final Trials trials;
  private final List<Tried> tried = new ArrayList<>();
  private final List<Explanation> found = new ArrayList<>();

  /** A mistake that was tried alone, in every way. */
  private record Tried(Mistake mistake, List<Attempt> attempts) {}

  /**
   * A mistake that was tried alone, in one way.
   *
   * @param failing the first stage that it does not reproduce; absent if there is none, or it is
   *     not known
   * @param replaced the parts that it replaces, as bits
   */
  private record Attempt(
      Mistake mistake,
      Variant variant,
      boolean computable,
      @Nullable Member failing,
      long replaced,
      Dependencies dependencies) {}

  Search(Situation situation, Matching matching) {
    this.situation = situation;
    this.matching = matching;
    this.right = situation.right().computation();
    this.trials = new Trials(situation, matching);
  }

  /** The explanations by one mistake, the best first. */
  List<Explanation> single() {
    List<Mistake> mistakes = Mistakes.of(situation.definition().get(Part.MECHANISM));
    for (Mistake mistake : mistakes) {
      if (mistake.kind() != Kind.FITTED) {
        add(alone(mistake));
      }
    }
    for (Mistake mistake : found.isEmpty() ? mistakes : List.<Mistake>of()) {
      if (mistake.kind() == Kind.FITTED) {
        add(alone(mistake));
      }
    }
    return found();
  }

  private void add(@Nullable Explanation explanation) {
    if (explanation != null) {
      found.add(explanation);
    }
  }

  /** What was found so far, the best first. */
  List<Explanation> found() {
    return found.stream()
        .sorted(
            Comparator.comparing((Explanation explanation) -> !explanation.whole())
                .thenComparing(Explanation::inOrder))
        .toList();
  }

  private @Nullable Explanation alone(Mistake mistake) {
    Explanation best = null;
    List<Attempt> attempts = new ArrayList<>();
    for (Variant variant : mistake.variants().in(situation)) {
      Definition mistaken = variant.definition();
      boolean computable = Computable.is(mistaken);
      View view = computable ? view(right, variant, mistaken) : situation.right();
      boolean possible = computable && trials.canExplain(mistake.isWide(), right, mistaken);
      Member failing = possible ? trials.failing(view, mistaken) : null;
      attempts.add(
          new Attempt(
              mistake,
              variant,
              computable,
              failing,
              situation.definition().replaced(mistaken),
              new Dependencies(mistaken.get(Part.STEPS))));
      boolean better = possible && failing == null && (best == null || !best.whole());
      if (better && matching.reproduces(view)) {
        boolean whole = matching.reproducesBefore(view);
        Cause cause = new Cause(mistake.code(), mistake.detail(variant));
        best = best == null || whole ? new Explanation(List.of(cause), whole) : best;
      }
    }
    if (!attempts.isEmpty()) {
      tried.add(new Tried(mistake, attempts));
    }
    return best;
  }

  private static View view(Recomputation parent, Variant variant, Definition mistaken) {
    boolean changed = mistaken.replaced(parent.definition()) != 0;
    Recomputation computation = changed ? parent.child(mistaken) : parent;
    return variant.shown().apply(new NaturalView(computation));
  }

  /** The explanations by two mistakes, the best first. */
  List<Explanation> pairs() {
    if (matching.hasNumbers()) {
      pairs(false);
      pairs(true);
    }
    return found();
  }

  /**
   * Tries pairs.
   *
   * @param wide those that need every row to compute one, or the others
   */
  private void pairs(boolean wide) {
    for (int i = 0; i < tried.size(); i++) {
      for (Attempt first : tried.get(i).attempts()) {
        Recomputation computation = null;
        for (Tried second : tried.subList(i + 1, tried.size())) {
          if (first.computable()
              && first.variant().paired()
              && (first.mistake().isWide() || second.mistake().isWide()) == wide
              && Mistakes.goTogether(first.mistake(), second.mistake())
              && second.attempts().stream().anyMatch(attempt -> couldFit(first, attempt))) {
            if (computation == null) {
              computation = right.child(first.variant().definition());
            }
            keepBetter(together(computation, first, second));
          }
        }
      }
    }
  }

  /** Of two explanations by the same mistakes, the one that reproduces more. */
  private void keepBetter(@Nullable Explanation explanation) {
    if (explanation == null) {
      return;
    }
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).codes().equals(explanation.codes())) {
        if (explanation.whole() && !found.get(i).whole()) {
          found.set(i, explanation);
        }
        return;
      }
    }
    found.add(explanation);
  }

  /** Whether each replaces something that the other one fails at. */
  private boolean couldFit(Attempt first, Attempt second) {
    return !second.computable()
        || (affects(first, second.failing()) && affects(second, first.failing()));
  }

  private boolean affects(Attempt attempt, @Nullable Member stage) {
    return stage == null
        || attempt.replaced() == 0
        || situation.definition().has(Part.DECODER)
        || (attempt.replaced() & attempt.dependencies().of(stage)) != 0;
  }

  private @Nullable Explanation together(Recomputation computation, Attempt first, Tried second) {
    Explanation best = null;
    Definition mistaken = computation.definition();
    List<Variant> variants = second.mistake().variants().in(situation.with(mistaken));
    boolean asAlone = variants.size() == second.attempts().size();
    for (int i = 0; i < variants.size(); i++) {
      Variant variant = variants.get(i);
      boolean tried =
          variant.paired()
              && (!asAlone || couldFit(first, second.attempts().get(i)))
              && (best == null || !best.whole());
      Explanation explanation = tried ? together(computation, first, second, variant) : null;
      best = explanation == null || (best != null && !explanation.whole()) ? best : explanation;
    }
    return best;
  }

  private @Nullable Explanation together(
      Recomputation computation, Attempt first, Tried second, Variant variant) {
    Definition both = variant.definition();
    boolean wide = first.mistake().isWide() || second.mistake().isWide();
    boolean shown = !first.variant().isShownAsItIs() || !variant.isShownAsItIs();
    boolean possible =
        (first.replaced() & computation.definition().replaced(both)) == 0
            && Computable.is(both)
            && (shown || trials.canMix(computation, both))
            && trials.canExplain(wide, computation, both);
    if (!possible) {
      return null;
    }
    View view = first.variant().shown().apply(view(computation, variant, both));
    return trials.failing(view, both) == null ? pair(first, second, variant, view) : null;
  }

  private @Nullable Explanation pair(Attempt first, Tried second, Variant variant, View view) {
    if (!isCertain(second, view) || !matching.reproduces(view)) {
      return null;
    }
    return new Explanation(
        List.of(
            new Cause(first.mistake().code(), first.mistake().detail(first.variant())),
            new Cause(second.mistake().code(), second.mistake().detail(variant))),
        matching.reproducesBefore(view));
  }

  /** Whether weights say something: without a score function there are none. */
  private boolean isCertain(Tried second, View view) {
    return !situation.definition().has(Part.SCORE)
        || second.mistake().group() == Group.CONTEXT
        || !matching.isSaturated(view);
  }
}
