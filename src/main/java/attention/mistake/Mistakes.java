package attention.mistake;

import attention.trace.Mechanism;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All mistakes, in the order of the pipeline: of several explanations the first comes first. */
public final class Mistakes {

  private static final List<Mistake> ALL = inOrder();
  private static final Map<String, Integer> PLACES = places();

  private Mistakes() {}

  private static List<Mistake> inOrder() {
    List<Mistake> all = new ArrayList<>();
    all.addAll(ShownMistakes.first());
    all.addAll(ProjectionMistakes.all());
    all.addAll(HeadMistakes.all());
    all.addAll(NormMistakes.all());
    all.addAll(RotaryMistakes.all());
    all.addAll(ScoreMistakes.all());
    all.addAll(ScaleMistakes.all());
    all.add(FittedMistakes.scale());
    all.addAll(ShapingMistakes.all());
    all.addAll(MaskMistakes.all());
    all.addAll(AxisMistakes.all());
    all.addAll(NormalizationMistakes.all());
    all.add(FittedMistakes.dropout());
    all.addAll(SinkMistakes.all());
    all.addAll(AxisMistakes.mixing());
    all.addAll(RecurrentMistakes.all());
    all.addAll(ShownMistakes.last());
    return List.copyOf(all);
  }

  private static Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    ALL.forEach(mistake -> places.put(mistake.code(), places.size()));
    return Map.copyOf(places);
  }

  public static List<Mistake> all() {
    return ALL;
  }

  /** Those that can be made in a mechanism. */
  public static List<Mistake> of(Mechanism mechanism) {
    return ALL.stream().filter(mistake -> mistake.isOf(mechanism)).toList();
  }

  /** The place of a mistake in the order; −1 for what is not a mistake. */
  public static int place(String code) {
    return PLACES.getOrDefault(code, -1);
  }

  /**
   * Whether two mistakes go together where no others do, because one is in how stages are shown.
   */
  public static boolean goTogetherLast(Mistake one, Mistake other) {
    return one.isLast() && other.isLast()
        ? one.group() != other.group()
        : (one.isLast() && other.isPaired()) || (other.isLast() && one.isPaired());
  }

  /** Whether two mistakes go together. */
  public static boolean goTogether(Mistake one, Mistake other) {
    return one.group() != other.group() && one.isPaired() && other.isPaired();
  }
}
