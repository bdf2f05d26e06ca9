package attention.mistake;

import attention.definition.Definition;
import attention.definition.Layout;
import attention.definition.Part;
import attention.definition.Scale;
import attention.definition.Step;
import attention.trace.Member;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Right numbers in a form that is usual elsewhere. */
final class OtherForms {

  private static final Set<Member> QUERIES =
      EnumSet.of(Member.QUERY, Member.NORMALIZED_QUERY, Member.ROTATED_QUERY);

  private static final Set<Member> OF_HEADS = EnumSet.copyOf(QUERIES);

  static {
    OF_HEADS.add(Member.CONTEXT);
  }

  private OtherForms() {}

  /** The stages that were posted with their heads side by side, or by head, where ours are not. */
  static List<Variant> beside(Situation situation) {
    Definition definition = situation.definition();
    int keyHeads = definition.get(Part.KEY_VALUE_HEADS);
    Set<Member> others = EnumSet.noneOf(Member.class);
    for (Given given : situation.given()) {
      // An axis of one query is not in the shape.
      boolean merged =
          OF_HEADS.contains(given.stage())
              && given.shape().length <= 2
              && definition.get(Part.HEADS) > 1;
      boolean apart = Layout.isOfKeys(given.stage()) && given.shape().length == 3 && keyHeads > 1;
      if (merged || apart) {
        others.add(given.stage());
      }
    }
    return others.isEmpty()
        ? List.of()
        : List.of(
            new Variant(
                others.stream().map(Member::toString).collect(Collectors.joining(", ")),
                definition,
                view -> new HeadsBesideView(view, others, keyHeads)));
  }

  /** Queries that were multiplied by the scale, as torch.nn.functional does it. */
  static List<Variant> scaledQuery(Situation situation) {
    Definition definition = situation.definition();
    Scale scale = definition.find(Part.SCALE);
    boolean isPosted = situation.given().stream().anyMatch(it -> QUERIES.contains(it.stage()));
    if (!isPosted || scale == null || !definition.get(Part.STEPS).contains(Step.SCALE)) {
      return List.of();
    }
    double factor = scale.factor(definition.queryWidth());
    Set<Member> scaled = EnumSet.copyOf(QUERIES);
    if (definition.has(Part.NORM)) {
      scaled.remove(Member.QUERY);
      if (definition.is(Part.NORM_LAST)) {
        scaled.remove(Member.ROTATED_QUERY);
      }
    }
    return List.of(new Variant("", definition, view -> new ScaledQueryView(view, scaled, factor)));
  }

  /** One stage of cells posted as an earlier one. */
  static List<Variant> anotherStage(Situation situation) {
    List<Member> cells =
        Layout.stages(situation.definition()).stream()
            .filter(stage -> Layout.isOfCells(stage) && stage != Member.AVERAGE_WEIGHTS)
            .toList();
    Set<Member> posted = EnumSet.noneOf(Member.class);
    situation.given().forEach(given -> posted.add(given.stage()));
    return cells.stream()
        .filter(posted::contains)
        .flatMap(name ->
            cells.stream()
                .filter(other -> other != name)
                .map(other -> renamed(situation.definition(), name, other, posted)))
        .toList();
  }

  /** Scores under the name of earlier ones may have another mistake too. */
  private static Variant renamed(
      Definition definition, Member name, Member stage, Set<Member> posted) {
    Variant variant =
        new Variant(name + " are " + stage, definition, view -> new RenamedView(view, name, stage));
    boolean areLaterScores =
        name.compareTo(stage) < 0 && stage != Member.WEIGHTS && !posted.contains(stage);
    return areLaterScores ? variant : variant.alone();
  }
}
