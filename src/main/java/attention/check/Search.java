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
    List<Mistake> late = new ArrayList<>();
    for (Mistake mistake : Mistakes.of(situation.definition().get(Part.MECHANISM))) {
      if (mistake.kind() == Kind.FITTED || !triedAll(mistake)) {
        late.add(mistake);
      }
    }
    if (found.isEmpty()) {
      late.forEach(mistake -> add(alone(mistake, lateOf(mistake), new ArrayList<>())));
    }
    return found();
  }

  private List<Variant> lateOf(Mistake mistake) {
    List<Variant> variants = mistake.variants().in(situation);
    return mistake.kind() == Kind.FITTED
        ? variants
        : variants.stream().filter(Variant::isLate).toList();
  }

  /** Tries a mistake in the ways that are not late; whether that is all of them. */
  private boolean triedAll(Mistake mistake) {
    List<Variant> variants = mistake.variants().in(situation);
    List<Variant> now = variants.stream().filter(variant -> !variant.isLate()).toList();
    List<Attempt> attempts = new ArrayList<>();
    add(alone(mistake, now, attempts));
    if (!attempts.isEmpty()) {
      tried.add(new Attempt.All(mistake, attempts));
    }
    return now.size() == variants.size();
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

  private @Nullable Explanation alone(
      Mistake mistake, List<Variant> variants, List<Attempt> attempts) {
    Explanation best = null;
    for (Variant variant : variants) {
      Definition mistaken = variant.definition();
      boolean computable = Computable.is(mistaken);
      View view = computable ? variant.shown().apply(view(right, mistaken)) : situation.right();
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
    return best;
  }

  /** The stages of a definition as the contract has them. */
  static NaturalView view(Recomputation parent, Definition mistaken) {
    boolean changed = mistaken.replaced(parent.definition()) != 0;
    return new NaturalView(changed ? parent.child(mistaken) : parent);
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
