package attention.picture;

import attention.trace.Member;
import attention.trace.Preamble;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a picture shows.
 *
 * @param name what its cells are
 * @param letter the letter that the formulas use for them; empty if none
 * @param tokens a label per cell; absent if there are none, or no room for them
 * @param number the number of a cell
 */
record Axis(
    String name,
    String letter,
    Grid grid,
    @Nullable List<String> tokens,
    IntFunction<String> number) {

  private static final Set<Member> OVER_KEYS =
      EnumSet.of(
          Member.SCORES,
          Member.SCALED_SCORES,
          Member.CAPPED_SCORES,
          Member.BIASED_SCORES,
          Member.MASKED_SCORES,
          Member.WEIGHTS,
          Member.AVERAGE_WEIGHTS);

  /** Whether the columns of a stage are keys. */
  static boolean isOverKeys(Member stage) {
    return OVER_KEYS.contains(stage);
  }

  /** The rows of a picture. */
  static Axis rows(Grid grid, RowLabels labels) {
    return new Axis(
        labels.areSteps() ? "decoder step" : "query",
        "i",
        grid,
        labels.tokens(),
        row -> Integer.toString(labels.index(row)));
  }

  /** The columns of a picture. */
  static Axis columns(Grid grid, Member stage, Preamble preamble, boolean steps) {
    if (!isOverKeys(stage)) {
      String name = stage.isScalar() ? stage.toString() : "dimension";
      return new Axis(name, "", grid, null, Integer::toString);
    }
    List<String> tokens = grid.cells() <= RowLabels.MOST_TOKENS ? preamble.tokens() : null;
    return new Axis(steps ? "annotation" : "key", "j", grid, tokens, Integer::toString);
  }

  /** The label of a cell: its token, else its number. */
  Label label(int cell) {
    return tokens == null ? new Label(number.apply(cell), null) : Label.of(tokens.get(cell));
  }

  /** The name with the letter. */
  List<Run> runs() {
    return letter.isEmpty()
        ? Runs.of(name)
        : List.of(Run.plain(name + " "), new Run(letter, Run.Level.BASE, true));
  }

  /** The same without tokens. */
  Axis numbered() {
    return new Axis(name, letter, grid, null, number);
  }
}
