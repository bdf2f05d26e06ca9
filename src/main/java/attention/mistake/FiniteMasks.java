package attention.mistake;

import attention.definition.Arithmetic;
import attention.definition.KeyFilter;
import attention.definition.Layout;
import attention.definition.Masking;
import attention.definition.Part;
import attention.definition.Recomputation;
import attention.definition.Step;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finite numbers in place of −∞: those in use, and what a client's masked scores show. */
final class FiniteMasks {

  /** −65504 is the least number of float16. */
  private static final double[] USUAL = {-1e9, -65504, -1e4, -100, -10};

  /** No score that is not masked is so small. */
  private static final double FAR = -5e3;

  private FiniteMasks() {}

  static List<Variant> variants(Situation situation, KeyFilter filter) {
    Set<Masking> ways = new LinkedHashSet<>();
    for (Given given : situation.given()) {
      if (given.stage().compareTo(Member.MASKED_SCORES) <= 0
          && Layout.isOfCells(given.stage())
          && given.hasShapeOf(situation.right())) {
        ways.addAll(shown(situation, given, filter));
      }
    }
    List<Variant> variants = new ArrayList<>();
    for (Masking way : ways) {
      Variant variant = variant(situation, way);
      variants.add(isFar(way) ? variant : variant.alone());
    }
    for (double number : USUAL) {
      ways.add(new Masking.Finite(number));
      ways.add(new Masking.Added(number, Arithmetic.FLOAT64));
      ways.add(new Masking.Added(number, Arithmetic.FLOAT32));
    }
    ways.stream()
        .skip(variants.size())
        .forEach(way -> variants.add(variant(situation, way).alone()));
    return variants;
  }

  /** The question whether a stage has a number that is far from all scores. */
  private record Far(Member stage) {}

  private static boolean hasFar(Given given, Recomputation right) {
    return right.once(
        new Far(given.stage()),
        () -> {
          right.spend(given.numbers().length);
          return Arrays.stream(given.numbers()).anyMatch(x -> x < FAR && Double.isFinite(x));
        });
  }

  private static Variant variant(Situation situation, Masking way) {
    return new Variant(word(way), situation.definition().with(Part.MASKING, way));
  }

  /** Whether it stands out; a number that does not explains any constant beside another mistake. */
  private static boolean isFar(Masking way) {
    return switch (way) {
      case Masking.Finite(double number) -> number < FAR;
      case Masking.Added(double number, Arithmetic arithmetic) -> number < FAR;
      case Masking.Plain plain -> false;
    };
  }

  private static String word(Masking way) {
    return switch (way) {
      case Masking.Finite(double number) -> String.valueOf(number);
      case Masking.Added(double number, Arithmetic arithmetic) -> number + " added";
      case Masking.Plain plain -> plain.name();
    };
  }

  /**
   * What the first masked score shows: a number by itself, or one that was added. Beside another
   * mistake, and of scores under another name, it is far from all scores.
   */
  private static List<Masking> shown(Situation situation, Given given, KeyFilter filter) {
    Recomputation right = situation.right().computation();
    boolean alone =
        given.stage() == Member.MASKED_SCORES && situation.definition() == right.definition();
    if (!alone && !hasFar(given, right)) {
      return List.of();
    }
    double most = alone ? Double.POSITIVE_INFINITY : FAR;
    int[] selected = right.definition().get(Part.SELECTED);
    List<Step> steps = right.definition().get(Part.STEPS);
    int position = steps.indexOf(Step.MASK);
    Member before = position == 0 ? Member.SCORES : steps.get(position - 1).stage();
    int keys = situation.keys();
    for (int i = 0; i < given.numbers().length; i++) {
      double x = given.numbers()[i];
      int row = i / keys;
      int query = selected[row % selected.length];
      if (Double.isFinite(x) && x < most && !filter.allows(query, i % keys)) {
        double score = right.row(before, row / selected.length, query)[i % keys];
        double added = x - score;
        return List.of(
            new Masking.Finite(x),
            new Masking.Added(added, Arithmetic.FLOAT64),
            new Masking.Added(Math.rint(added), Arithmetic.FLOAT32));
      }
    }
    return List.of();
  }
}
