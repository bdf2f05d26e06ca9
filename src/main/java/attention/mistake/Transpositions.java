package attention.mistake;

import attention.definition.Affine;
import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.Rows;
import attention.definition.ScoreFunction;
import attention.definition.ScoreFunction.General;
import attention.definition.ScoreFunction.Layered;
import attention.recurrent.CellType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which weight matrices can be transposed. */
final class Transpositions {

  private Transpositions() {}

  static List<Variant> of(Situation situation) {
    Definition definition = situation.definition();
    List<Variant> variants = new ArrayList<>();
    List<String> square =
        Weights.NAMES.stream()
            .filter(name -> isSquare(definition.find(Weights.projection(name))))
            .toList();
    if (!square.isEmpty()) {
      variants.add(transposed(definition, square));
    }
    List<String> inputs = square.stream().filter(name -> !name.equals("output")).toList();
    if (inputs.size() > 1 && inputs.size() < square.size()) {
      variants.add(transposed(definition, inputs));
    }
    if (square.size() > 1) {
      square.forEach(name -> variants.add(transposed(definition, List.of(name))));
    }
    variants.addAll(transposedScores(definition));
    if (definition.has(Part.DECODER)) {
      variants.addAll(transposedCells(definition));
    }
    return variants;
  }

  private static List<Variant> transposedCells(Definition definition) {
    return Variant.of(
        Variant.when(
            Weights.hasCell(definition, CellType.TANH),
            "hidden matrices of the cells",
            () ->
                Weights.eachCell(
                    definition,
                    cell ->
                        cell.type() == CellType.TANH
                            ? cell.with(cell.input(), cell.hidden().transposed())
                            : cell)));
  }

  private static List<Variant> transposedScores(Definition definition) {
    ScoreFunction score = definition.find(Part.SCORE);
    if (score instanceof General(double[][] weights)
        && weights != null
        && weights.length == weights[0].length) {
      return List.of(
          Variant.made(
              "", () -> definition.with(Part.SCORE, new General(Rows.transposed(weights)))));
    }
    if (!(score instanceof Layered layered) || layered.joined()) {
      return List.of();
    }
    boolean query = layered.query().length == layered.query()[0].length;
    boolean key = layered.key().length == layered.key()[0].length;
    return Variant.of(
        Variant.when(query && key, "query, key", () -> turned(definition, layered, true, true)),
        Variant.when(query, "query", () -> turned(definition, layered, true, false)),
        Variant.when(key, "key", () -> turned(definition, layered, false, true)));
  }

  private static Definition turned(
      Definition definition, Layered layered, boolean query, boolean key) {
    return definition.with(Part.SCORE, layered.transposed(query, key));
  }

  private static boolean isSquare(@Nullable Affine map) {
    return map != null && map.isSquare();
  }

  private static Variant transposed(Definition definition, List<String> names) {
    return Variant.made(Weights.words(names), () -> withTransposed(definition, names));
  }

  private static Definition withTransposed(Definition definition, List<String> names) {
    Definition mistaken = definition;
    for (String name : names) {
      mistaken =
          mistaken.with(
              Weights.projection(name), definition.get(Weights.projection(name)).transposed());
    }
    return mistaken;
  }
}
