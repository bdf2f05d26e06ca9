package attention.check;

import attention.check.Report.Warning;
import attention.definition.Arithmetic;
import attention.definition.Definition;
import attention.definition.Effort;
import attention.definition.NaturalView;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.matrix.Dtype;
import attention.mistake.Given;
import attention.mistake.Situation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What explains the numbers of a client: rounding, a mistake, lower precision, or two mistakes. */
final class Diagnosis {

  private final List<StageComparison> comparisons;
  private final Place first;
  private final Dtype dtype;
  private final Function<Arithmetic, Definition> definitions;
  private final Effort effort;

  /**
   * What was found.
   *
   * @param explanations the best first
   * @param lower the arithmetic of lower precision in which the numbers agree; absent = none
   */
  record Found(
      List<Explanation> explanations, @Nullable Arithmetic lower, @Nullable Warning warning) {

    static final Found NOTHING = new Found(List.of(), null, null);
    static final Found ROUNDING = new Found(List.of(), null, Warning.ONLY_ROUNDING);
  }

  /**
   * @param first where the numbers leave ours
   * @param definitions of the request, in each arithmetic
   */
  Diagnosis(
      List<StageComparison> comparisons,
      Place first,
      Dtype dtype,
      Function<Arithmetic, Definition> definitions,
      Effort effort) {
    this.comparisons = comparisons;
    this.first = first;
    this.dtype = dtype;
    this.definitions = definitions;
    this.effort = effort;
  }

  /**
   * @param definition of the request, in its own arithmetic
   */
  Found of(Definition definition) {
    List<Given> given =
        GivenReader.asPrinted(comparisons.stream().map(StageComparison::given).toList());
    int[] selected = definition.get(Part.SELECTED);
    Matching matching = new Matching(given, first, selected.length);
    NaturalView right =
        new NaturalView(Recomputation.of(definition, null, effort, selected[matching.probe()]));
    Situation situation = new Situation(definition, right, given);
    Search search = new Search(situation, matching);
    effort.limit();
    try {
      return of(situation, matching, search);
    } catch (Effort.Spent e) {
      return new Found(search.found(), null, Warning.NOT_ALL_CAUSES_TRIED);
    }
  }

  private Found of(Situation situation, Matching matching, Search search) {
    if (matching.isRight(situation.right())
        || (dtype != Dtype.FLOAT64 && matching.isRight(in(Arithmetic.FLOAT64)))) {
      return Found.ROUNDING;
    }
    List<Explanation> single = search.single();
    if (!single.isEmpty()) {
      return new Found(single, null, null);
    }
    Found rounded = rounded(situation);
    return rounded == null ? new Found(search.pairs(), null, null) : rounded;
  }

  /** Numbers without a mistake that were rounded, or computed in lower precision. */
  private @Nullable Found rounded(Situation situation) {
    NaturalView right = situation.right();
    if (new PrintedDigits(situation.given()).explain(right)) {
      return Found.ROUNDING;
    }
    if (!triesLowerPrecision(situation.definition())) {
      return null;
    }
    LowerPrecision precision = new LowerPrecision(comparisons, right, this::in);
    if (precision.isRounding()) {
      return Found.ROUNDING;
    }
    Arithmetic lower = precision.find();
    return lower == null ? null : new Found(List.of(precision.explanation(lower)), lower, null);
  }

  /** The errors of a recurrence add up, so that agreeing within them says nothing. */
  private boolean triesLowerPrecision(Definition definition) {
    return (dtype == Dtype.FLOAT32 || dtype == Dtype.FLOAT64) && !definition.has(Part.DECODER);
  }

  private NaturalView in(Arithmetic arithmetic) {
    return new NaturalView(Recomputation.of(definitions.apply(arithmetic), null, effort, 0));
  }
}
