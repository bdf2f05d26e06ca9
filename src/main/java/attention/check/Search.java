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
  private final List<Attempt.All> tried = new ArrayList<>();
  private final List<Explanation> found = new ArrayList<>();

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
      tried.add(new Attempt.All(mistake, attempts));
    }
    return best;
  }

  static View view(Recomputation parent, Variant variant, Definition mistaken) {
    boolean changed = mistaken.replaced(parent.definition()) != 0;
    Recomputation computation = changed ? parent.child(mistaken) : parent;
    return variant.shown().apply(new NaturalView(computation));
  }

  /** The explanations by two mistakes, the best first. */
  List<Explanation> pairs() {
    PairSearch pairs = new PairSearch(situation, matching, trials, tried, this::keepBetter);
    if (matching.hasNumbers()) {
      pairs.ordinary();
      if (found.isEmpty()) {
        pairs.last();
      }
    }
    return found();
  }

  /** Of two explanations by the same mistakes, the one that reproduces more. */
  private void keepBetter(Explanation explanation) {
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
}
