package attention.picture;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a drawing consists of; lengths are in pixels of a screen, 96 to the inch. */
sealed interface Shape {

  /** How a region is filled that has no colour. */
  enum Pattern {
    /** Hatched: no number, because the key is masked. */
    MASKED("masked"),
    /** Crossed: a number that is not finite. */
    OVERFLOW("overflow");

    private final String word;

    Pattern(String word) {
      this.word = word;
    }

    /** Whether it fills a cell of this value. */
    boolean fills(double value) {
      return this == MASKED ? value == Cells.MASKED : Double.isNaN(value);
    }

    /** Whether it fills any cell of these. */
    boolean occursIn(Cells cells) {
      for (double value : cells.values()) {
        if (fills(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** Where a text begins. */
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String word;

    Anchor(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** A rectangle on whole pixels. */
  record Area(int x, int y, int width, int height) {}

  /**
   * A filled rectangle, with sharp edges.
   *
   * @param title what it says when it is pointed at
   */
  record Box(Area area, int colour, @Nullable String title) implements Shape {}

  /** The cells without a number, filled with a pattern that continues from one to the next. */
  record Patterned(Cells cells, Area whole, Pattern pattern) implements Shape {

    /** Takes the areas to fill: neighbours in a row together. */
    void forEach(Consumer<Area> fill) {
      int bins = cells.columns().bins();
      for (int row = 0; row < cells.rows().bins(); row++) {
        int column = 0;
        while (column < bins) {
          int start = column;
          while (column < bins && pattern.fills(cells.at(row, column))) {
            column++;
          }
          if (column > start) {
            fill.accept(cells.area(whole, row, start, column));
          }
          column++;
        }
      }
    }
  }

  /**
   * Straight lines.
   *
   * @param ends x and y of both ends of each
   */
  record Lines(double[] ends, double width, int colour) implements Shape {}

  /**
   * A line of text.
   *
   * @param x where its anchor is
   * @param y its base line
   * @param angle in degrees, clockwise around the anchor
   * @param title the whole text, where this is a part of it
   */
  record Text(
      double x,
      double y,
      List<Run> runs,
      Font font,
      Anchor anchor,
      int angle,
      @Nullable String title)
      implements Shape {}

  /** A size in pixels, a weight and a colour. */
  record Font(double size, boolean bold, int colour) {}

  /**
   * Cells too many to be rectangles each.
   *
   * @param indices the colours of the bins, row by row
   */
  record Raster(Area area, Grid rows, Grid columns, byte[] indices, Palette palette)
      implements Shape {

    /**
     * Writes a line of pixels, of so many lines over all rows.
     *
     * @param line as long as the lines have pixels
     */
    void line(int y, int height, byte[] line) {
      int row = rows.binAt(y, height) * columns.bins();
      for (int x = 0; x < line.length; x++) {
        line[x] = indices[row + columns.binAt(x, line.length)];
      }
    }
  }

  /**
   * Cells that are rectangles each, with sharp edges, and say their names and their number when
   * they are pointed at; those without a number are left out.
   *
   * @param colours of the cells, drawn as a whole
   * @param rows the names of the rows
   * @param columns the names of the columns
   */
  record Tiles(Raster colours, Cells cells, List<String> rows, List<String> columns)
      implements Shape {

    /** Whether a cell has a number. */
    boolean has(int row, int column) {
      return Double.isFinite(cells.at(row, column));
    }

    /** The index of the colour of a cell. */
    int colour(int row, int column) {
      return colours.indices()[row * columns.size() + column] & 255;
    }
  }
}
