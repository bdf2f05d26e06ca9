package attention.mistake;

import attention.definition.Affine;
import attention.definition.Arithmetic;
import attention.definition.CellSpec;
import attention.definition.Combining;
import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.ScoreFunction.Layered;
import attention.stage.Normalization;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which biases of projections can be left out. */
final class BiasesLeftOut {

  private BiasesLeftOut() {}

  static List<Variant> of(Situation situation) {
    Definition definition = situation.definition();
    if (definition.has(Part.DECODER)) {
      return ofRecurrence(definition);
    }
    if (definition.find(Part.SCORE) instanceof Layered layered) {
      return Variant.onlyIf(
          layered.bias() != null, () -> definition.with(Part.SCORE, layered.withoutBias()));
    }
    return ofProjections(situation);
  }

  /** All biases of the cells, or late one of them; that of the score, or of what follows a step. */
  private static List<Variant> ofRecurrence(Definition definition) {
    List<Variant> variants = new ArrayList<>(Weights.changed(definition, "", ofCells(definition)));
    for (Part<CellSpec> part : List.of(Part.FORWARD, Part.BACKWARD, Part.DECODER)) {
      CellSpec cell = definition.find(part);
      if (cell != null && cell.input().bias() != null && cell.hidden().bias() != null) {
        String name = part == Part.DECODER ? "decoder" : "encoder";
        CellSpec input = cell.with(cell.input().withoutBias(), cell.hidden());
        CellSpec hidden = cell.with(cell.input(), cell.hidden().withoutBias());
        variants.add(new Variant("inputBias, " + name, definition.with(part, input)).late());
        variants.add(new Variant("hiddenBias, " + name, definition.with(part, hidden)).late());
      }
    }
    if (definition.find(Part.SCORE) instanceof Layered layered && layered.bias() != null) {
      variants.add(new Variant("score", definition.with(Part.SCORE, layered.withoutBias())));
    }
    Affine readout = definition.find(Part.READOUT);
    if (readout != null && readout.bias() != null) {
      variants.add(new Variant("readout", definition.with(Part.READOUT, readout.withoutBias())));
    }
    Combining combining = definition.find(Part.COMBINING);
    if (combining != null && combining.map().bias() != null) {
      Affine map = combining.map().withoutBias();
      variants.add(
          new Variant(
              "combine",
              definition.with(
                  Part.COMBINING, new Combining(map, combining.tanh(), combining.stateFirst()))));
    }
    return variants;
  }

  private static Definition ofCells(Definition definition) {
    return Weights.eachCell(
        definition,
        cell ->
            cell.isBiased()
                ? cell.with(cell.input().withoutBias(), cell.hidden().withoutBias())
                : cell);
  }

  private static List<Variant> ofProjections(Situation situation) {
    Definition definition = situation.definition();
    List<String> biased =
        Weights.NAMES.stream()
            .filter(name ->
                !name.equals("output") && isBiased(definition.find(Weights.projection(name))))
            .toList();
    List<Variant> variants = new ArrayList<>();
    if (biased.size() > 1) {
      variants.add(new Variant(Weights.words(biased), withoutBias(definition, biased)));
    }
    for (String name : biased) {
      if (!name.equals("key") || showsKeyBias(situation)) {
        variants.add(new Variant(name, withoutBias(definition, List.of(name))));
      }
    }
    return variants;
  }

  /**
   * Whether anything but rounding shows a bias of the keys. It adds the same number to every score
   * of a row, of which softmax leaves nothing; in the half dtypes rounding looks like more.
   */
  private static boolean showsKeyBias(Situation situation) {
    Definition definition = situation.definition();
    Arithmetic arithmetic = definition.get(Part.ARITHMETIC);
    boolean half = arithmetic == Arithmetic.FLOAT16 || arithmetic == Arithmetic.BFLOAT16;
    boolean softmax = definition.get(Part.NORMALIZATION) == Normalization.SOFTMAX;
    boolean between =
        definition.has(Part.NORM)
            || definition.has(Part.ROTARY)
            || definition.has(Part.CAP)
            || definition.has(Part.SINKS);
    return !half
        || !softmax
        || between
        || situation.given().stream().anyMatch(it -> it.stage().compareTo(Member.WEIGHTS) < 0);
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
