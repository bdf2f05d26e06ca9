package attention.picture;

import attention.picture.Shape.Area;
import attention.picture.Shape.Tiles;
import java.nio.charset.StandardCharsets;

/**
 * Writes cells as rectangles with titles. What the cells of a column, of a row or of a colour have
 * in common is made once.
 */
final class SvgTiles {

  private static final byte[] END = utf8("</title></rect>\n");

  /** The digits of a number that is pointed at. */
  private static final int DIGITS = 4;

  private final Tiles tiles;
  private final byte[][] fills = new byte[Palette.SIZE][];
  private final byte[][] across;
  private final byte[][] names;

  SvgTiles(Tiles tiles) {
    this.tiles = tiles;
    int count = tiles.columns().size();
    this.across = new byte[count][];
    this.names = new byte[count][];
    for (int colour = 0; colour < fills.length; colour++) {
      fills[colour] = utf8("<rect fill=\"" + Palette.name(tiles.colours().palette().at(colour)));
    }
    for (int column = 0; column < count; column++) {
      Area area = area(0, column);
      across[column] = utf8("\" x=\"" + area.x() + "\" width=\"" + area.width());
      names[column] = utf8(SvgText.escaped(tiles.columns().get(column)) + ": ");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Area area(int row, int column) {
    return tiles.cells().area(tiles.colours().area(), row, column, column + 1);
  }

  void write(SvgText text) {
    for (int row = 0; row < tiles.rows().size(); row++) {
      Area area = area(row, 0);
      String down = "\" y=\"" + area.y() + "\" height=\"" + area.height() + "\"><title>";
      byte[] common = utf8(down + SvgText.escaped(tiles.rows().get(row)) + ", ");
      for (int column = 0; column < tiles.columns().size(); column++) {
        if (tiles.has(row, column)) {
          double value = tiles.cells().at(row, column);
          text.bytes(fills[tiles.colour(row, column)]).bytes(across[column]);
          text.bytes(common).bytes(names[column]);
          text.number(Decimal.significant(value, DIGITS).stripped()).bytes(END);
        }
      }
    }
  }
}
