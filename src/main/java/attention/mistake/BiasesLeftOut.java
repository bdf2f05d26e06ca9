package attention.mistake;

import attention.definition.Affine;
import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.ScoreFunction.Layered;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which biases of projections can be left out. */
final class BiasesLeftOut {

  private BiasesLeftOut() {}

  static List<Variant> of(Situation situation) {
    Definition definition = situation.definition();
    if (definition.has(Part.DECODER)) {
      Definition cells =
          Weights.eachCell(
              definition,
              cell ->
                  cell.isBiased()
                      ? cell.with(cell.input().withoutBias(), cell.hidden().withoutBias())
                      : cell);
      return Weights.changed(definition, "", cells);
    }
    if (definition.find(Part.SCORE) instanceof Layered layered) {
      return Variant.onlyIf(
          layered.bias() != null, () -> definition.with(Part.SCORE, layered.withoutBias()));
    }
    List<String> biased =
        Weights.NAMES.stream()
            .filter(name ->
                !name.equals("output") && isBiased(definition.find(Weights.projection(name))))
            .toList();
    List<Variant> variants = new ArrayList<>();
    if (biased.size() > 1) {
      variants.add(new Variant(Weights.words(biased), withoutBias(definition, biased)));
    }
    biased.forEach(name -> variants.add(new Variant(name, withoutBias(definition, List.of(name)))));
    return variants;
  }

  private static boolean isBiased(@Nullable Affine map) {
    return map != null && map.bias() != null;
  }

  private static Definition withoutBias(Definition definition, List<String> names) {
    Definition mistaken = definition;
    for (String name : names) {
      mistaken =
          mistaken.with(
              Weights.projection(name), definition.get(Weights.projection(name)).withoutBias());
    }
    return mistaken;
  }
}
