package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;

import attention.picture.Shape.Box;
import attention.picture.Shape.Pattern;
import attention.picture.Shape.Patterned;
import attention.picture.Shape.Raster;
import attention.picture.Shape.Text;
import attention.picture.Shape.Tiles;
import attention.trace.Member;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeatMapTests {

  private static <T> Stream<T> shapes(Drawing drawing, Class<T> type) {
    return drawing.shapes().stream().filter(type::isInstance).map(type::cast);
  }

  private static List<String> texts(Drawn drawn) {
    return shapes(drawn.drawing(), Text.class).map(text -> Runs.text(text.runs())).toList();
  }

  private static List<Integer> colours(Drawn drawn) {
    return shapes(drawn.drawing(), Tiles.class).flatMap(HeatMapTests::colours).toList();
  }

  private static Stream<Integer> colours(Tiles tiles) {
    int columns = tiles.columns().size();
    return IntStream.range(0, tiles.cells().count())
        .filter(cell -> tiles.has(cell / columns, cell % columns))
        .mapToObj(
            cell -> tiles.colours().palette().at(tiles.colour(cell / columns, cell % columns)));
  }

  @Test
  void aCellHasTheColourOfItsWeight() {
    assertThat(colours(Drawn.weights(1, 3, 0, 0.5f, 1)))
        .containsExactly(
            Palette.SEQUENTIAL.at(0), Palette.SEQUENTIAL.at(128), Palette.SEQUENTIAL.at(255));
  }

  @Test
  void signedNumbersHaveColoursAroundZero() {
    Drawn scores = Drawn.weights(1, 3, -2, 0, 1).with(Member.SCORES, ColourScale.FIXED);
    assertThat(colours(scores))
        .containsExactly(
            Palette.DIVERGING.at(0), Palette.DIVERGING.at(128), Palette.DIVERGING.at(191));
    assertThat(texts(scores)).contains("−2.00", "0.00", "2.00");
  }

  @Test
  void negativeWeightsHaveColoursAroundZero() {
    assertThat(colours(Drawn.weights(1, 2, -0.5f, 1.5f)).getLast())
        .isEqualTo(Palette.DIVERGING.at(255));
  }

  @Test
  void aScaleByRowRunsToTheLargestOfTheRow() {
    Drawn rows = Drawn.weights(2, 2, 0.1f, 0.2f, 0.4f, 0.8f).with(Member.WEIGHTS, ColourScale.ROW);
    assertThat(colours(rows).subList(0, 2)).isEqualTo(colours(rows).subList(2, 4));
    assertThat(colours(rows).getLast()).isEqualTo(Palette.SEQUENTIAL.at(255));
    assertThat(texts(rows)).contains("row max");
  }

  @Test
  void aScaleToTheMaximumRunsToTheLargestWeightOfAll() {
    Drawn most = Drawn.weights(2, 2, 0.1f, 0.2f, 0, 0.4f).with(Member.WEIGHTS, ColourScale.MAX);
    assertThat(colours(most))
        .containsExactly(
            Palette.SEQUENTIAL.at(64),
            Palette.SEQUENTIAL.at(128),
            Palette.SEQUENTIAL.at(0),
            Palette.SEQUENTIAL.at(255));
    assertThat(texts(most)).contains("0.400");
  }

  @Test
  void aLogarithmicScaleHasEqualStepsForEqualFactors() {
    Drawn log = Drawn.weights(1, 4, 1, 0.1f, 0.01f, 0.001f).with(Member.WEIGHTS, ColourScale.LOG);
    assertThat(colours(log))
        .containsExactly(
            Palette.SEQUENTIAL.at(255),
            Palette.SEQUENTIAL.at(170),
            Palette.SEQUENTIAL.at(85),
            Palette.SEQUENTIAL.at(0));
  }

  @Test
  void aLogarithmicScaleEndsWhereItsNumbersDo() {
    assertThat(logarithmic(0.11f, 0.24f)).containsExactly("0.05", "0.1", "0.2", "0.5");
    assertThat(logarithmic(0.1f, 0.2f)).containsExactly("0.02", "0.05", "0.1", "0.2");
    assertThat(logarithmic(0.3f, 0.0004f)).containsExactly("10−4", "10−3", "0.01", "0.1", "1");
    assertThat(logarithmic(0, 1)).containsExactly("0.1", "0.2", "0.5", "1");
    assertThat(logarithmic(1e-30f, 0.02f)).hasSize(7).startsWith("10−7").endsWith("0.1");
  }

  /** The numbers beside the bar. */
  private static List<String> logarithmic(float... weights) {
    Drawn drawn = Drawn.weights(1, weights.length, weights).with(Member.WEIGHTS, ColourScale.LOG);
    return marks(drawn);
  }

  private static List<String> marks(Drawn drawn) {
    Drawing drawing = drawn.drawing();
    int right = shapes(drawing, Box.class).mapToInt(box -> box.area().x()).max().orElseThrow();
    return shapes(drawing, Text.class)
        .filter(text -> text.x() > right)
        .map(text -> Runs.text(text.runs()))
        .toList();
  }

  @Test
  void aStageWithoutNumbersHasNoneInItsLegend() {
    Drawn none = Drawn.weights(1, 2, Float.NaN, Float.NaN).with(Member.SCORES, ColourScale.FIXED);
    assertThat(marks(none)).containsExactly("not finite");
    assertThat(marks(Drawn.weights(1, 2, 0, Float.NaN))).contains("0.00", "1.00", "not finite");
  }

  @Test
  void numbersInCellsHaveEquallyManyDigits() {
    assertThat(texts(Drawn.weights(1, 2, 0.5f, 0.125f).with(Member.WEIGHTS, ColourScale.LOG)))
        .contains("0.500", "0.125");
  }

  @Test
  void maskedCellsAreHatchedAndNamed() {
    Drawn causal = Drawn.random(3, 3, 1).causal();
    List<Patterned> hatched = shapes(causal.drawing(), Patterned.class).toList();
    assertThat(hatched).hasSize(2).allMatch(shape -> shape.pattern() == Pattern.MASKED);
    assertThat(colours(causal)).hasSize(6);
    assertThat(texts(causal)).contains("masked").doesNotContain("not finite");
  }

  @Test
  void aScoreBeforeTheMaskIsShownAsComputed() {
    assertThat(colours(Drawn.random(3, 3, 1).causal().with(Member.SCORES, ColourScale.FIXED)))
        .hasSize(9);
  }

  @Test
  void overflowIsCrossedAndNamed() {
    Drawn overflow = Drawn.weights(1, 2, Float.NaN, Float.POSITIVE_INFINITY);
    assertThat(texts(overflow)).contains("not finite").doesNotContain("masked");
    assertThat(
            shapes(overflow.drawing(), Shape.Lines.class)
                .filter(lines -> lines.colour() == Canvas.CROSS))
        .hasSize(3);
  }

  @Test
  void everyHeadHasAPanelWithTheSameColours() {
    Drawn heads = Drawn.random(3, 3, 3);
    assertThat(texts(heads)).contains("head 0", "head 1", "head 2").doesNotContain("head 3");
    assertThat(colours(heads)).hasSize(27);
    assertThat(texts(heads).stream().filter("1.00"::equals)).hasSize(1);
  }

  @Test
  void oneHeadCanBeChosen() {
    Drawn heads = Drawn.random(3, 3, 3);
    View second = new View(Member.WEIGHTS, ColourScale.FIXED, 1);
    Drawn chosen = new Drawn(second, 3, 3, heads.numbers(), null, null);
    assertThat(texts(chosen)).contains("head 1").doesNotContain("head 0", "head 2");
    assertThat(colours(chosen)).isEqualTo(colours(heads).subList(9, 18));
  }

  @Test
  void moreThan64By64CellsAreOneRaster() {
    assertThat(shapes(Drawn.random(64, 64, 1).drawing(), Raster.class)).isEmpty();
    assertThat(shapes(Drawn.random(64, 65, 1).drawing(), Raster.class)).hasSize(1);
  }

  @Test
  void moreThan256AreBinnedByMaximumAndMeanAndThePictureSaysSo() {
    float[] numbers = new float[4 * 512];
    numbers[5] = 0.5f;
    Drawing drawing = Drawn.weights(4, 512, numbers).drawing();
    List<Raster> rasters = shapes(drawing, Raster.class).toList();
    assertThat(rasters).isEmpty();
    assertThat(Drawn.svg(drawing))
        .contains("<title>0, 4–5: 0.5</title>", "<title>0, 4–5: 0.25</title>");
    assertThat(shapes(drawing, Text.class).map(text -> Runs.text(text.runs())))
        .contains(
            "maximum",
            "mean",
            "each cell shows the maximum (left) and the mean (right) of 1 × 2 numbers");
  }

  @Test
  void theOrderInWhichBlocksComeDoesNotMatter() {
    Drawn drawn = Drawn.random(700, 600, 1).causal();
    HeatMap forwards = drawn.map();
    HeatMap backwards = drawn.map();
    List<Integer> starts = IntStream.range(0, 100).map(block -> block * 7).boxed().toList();
    starts.forEach(start -> forwards.add(drawn.block(start, start + 7), start));
    starts.reversed().forEach(start -> backwards.add(drawn.block(start, start + 7), start));
    assertThat(Drawn.svg(backwards.drawing())).isEqualTo(Drawn.svg(forwards.drawing()));
  }

  @Test
  void binsAreAsManyAsAPictureMayHold() {
    Drawing drawing = Drawn.random(300, 300, 17).drawing();
    assertThat(shapes(drawing, Raster.class))
        .hasSize(17)
        .allMatch(raster -> raster.rows().bins() == 100 && raster.indices().length == 10_000);
  }

  @Test
  void rowsAndColumnsAreNamedAndHaveTheirTokens() {
    assertThat(texts(Drawn.random(2, 2, 1).labelled("Your", "journey")))
        .contains("query i", "key j", "Your", "journey")
        .doesNotContain("0", "1");
    assertThat(texts(Drawn.random(2, 2, 1))).contains("0", "1");
  }

  @Test
  void numbersArePrintedWhereTheyFit() {
    assertThat(texts(Drawn.weights(1, 2, 0.25f, 0.75f))).contains("0.2500", "0.7500");
    assertThat(texts(Drawn.random(20, 20, 1))).anyMatch(text -> text.matches("0\\.\\d\\d"));
    assertThat(shapes(Drawn.random(60, 60, 1).drawing(), Text.class))
        .noneMatch(text -> text.font().colour() == 0xffffff);
  }
}
