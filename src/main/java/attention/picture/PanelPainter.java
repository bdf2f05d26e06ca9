package attention.picture;

import attention.picture.Shape.Anchor;
import attention.picture.Shape.Area;
import attention.picture.Shape.Font;
import attention.picture.Shape.Pattern;
import java.util.List;
import java.util.stream.IntStream;

/** Draws the cells of panels. */
final class PanelPainter {

  /** The height of a digit, of its font's size. */
  private static final double CAPITAL = 0.7;

  private final Canvas canvas;
  private final Axis rows;
  private final Axis columns;
  private final Sizes sizes;

  PanelPainter(Canvas canvas, Axis rows, Axis columns, Sizes sizes) {
    this.canvas = canvas;
    this.rows = rows;
    this.columns = columns;
    this.sizes = sizes;
  }

  /** Draws a panel whose upper left corner is here. */
  void draw(Panel panel, int x, int y) {
    Area whole = new Area(x, y, sizes.width(), sizes.height());
    Shape.Raster colours = colours(panel, whole);
    canvas.add(
        sizes.drawnSingly()
            ? new Shape.Tiles(colours, panel.cells(), names(rows), names(columns))
            : colours);
    pattern(panel, whole, Pattern.MASKED);
    if (sizes.drawnSingly()) {
      crosses(panel, whole);
      numbers(panel, whole);
    } else {
      pattern(panel, whole, Pattern.OVERFLOW);
    }
    canvas.frame(whole);
  }

  private static List<String> names(Axis axis) {
    return IntStream.range(0, axis.grid().bins()).mapToObj(bin -> name(axis, bin)).toList();
  }

  private static String name(Axis axis, int bin) {
    Grid grid = axis.grid();
    String first = axis.label(grid.start(bin)).text();
    int last = grid.start(bin + 1) - 1;
    return last == grid.start(bin) ? first : first + "–" + axis.label(last).text();
  }

  private static Shape.Raster colours(Panel panel, Area whole) {
    Cells cells = panel.cells();
    byte[] indices = new byte[cells.count()];
    int at = 0;
    for (int row = 0; row < cells.rows().bins(); row++) {
      double most = cells.most(row);
      for (int column = 0; column < cells.columns().bins(); column++) {
        double value = cells.at(row, column);
        indices[at++] = (byte) (Double.isFinite(value) ? panel.range().index(value, most) : 0);
      }
    }
    return new Shape.Raster(whole, cells.rows(), cells.columns(), indices, panel.range().palette());
  }

  private void pattern(Panel panel, Area whole, Pattern pattern) {
    if (pattern.occursIn(panel.cells())) {
      canvas.add(new Shape.Patterned(panel.cells(), whole, pattern));
    }
  }

  /** Prints the numbers, if they fit into the cells. */
  private void numbers(Panel panel, Area whole) {
    Cells cells = panel.cells();
    double width = (double) whole.width() / cells.columns().bins();
    double height = (double) whole.height() / cells.rows().bins();
    CellText text = CellText.of(panel, width, height);
    for (int row = 0; row < cells.rows().bins() && text.isPrinted(); row++) {
      double most = cells.most(row);
      for (int column = 0; column < cells.columns().bins(); column++) {
        double value = cells.at(row, column);
        if (Double.isFinite(value)) {
          number(panel, cells.area(whole, row, column, column + 1), value, most, text);
        }
      }
    }
  }

  private void number(Panel panel, Area area, double value, double most, CellText text) {
    int colour = panel.range().palette().at(panel.range().index(value, most));
    canvas.text(
        area.x() + area.width() / 2.0,
        area.y() + area.height() / 2.0 + text.size() * CAPITAL / 2,
        Runs.of(text.format().apply(value)),
        new Font(text.size(), false, Palette.inkOn(colour)),
        Anchor.MIDDLE,
        0,
        null);
  }

  /** One cross in each cell without a finite number. */
  private void crosses(Panel panel, Area whole) {
    Cells cells = panel.cells();
    for (int row = 0; row < cells.rows().bins(); row++) {
      for (int column = 0; column < cells.columns().bins(); column++) {
        if (Pattern.OVERFLOW.fills(cells.at(row, column))) {
          canvas.cross(cells.area(whole, row, column, column + 1));
        }
      }
    }
  }
}
