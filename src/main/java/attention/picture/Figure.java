package attention.picture;

import attention.picture.Shape.Anchor;
import attention.picture.Shape.Font;
import attention.trace.Preamble;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Arranges heading, panels, axes and legend. */
final class Figure {

  private static final int MARGIN = 16;
  private static final int PANEL_GAP = 16;
  private static final int PANEL_TITLE = 18;
  private static final int LEGEND_GAP = 20;
  private static final int AXIS_NAME = 20;
  private static final double NAME = 12;
  private static final double NAME_GAP = 7;

  private final List<Panel> panels;
  private final Sizes sizes;
  private final Axis rows;
  private final Axis columns;
  private final AxisLabels below;
  private final AxisLabels beside;
  private final Heading heading;
  private final Legend legend;
  private final boolean legendEach;
  private final Canvas canvas = new Canvas();
  private final int left;
  private final int top;

  Figure(View view, Preamble preamble, List<Integer> heads, Bins bins, RowLabels labels) {
    this.panels = panels(view, heads, bins);
    this.sizes = Sizes.of(panels.size(), bins.rows(), bins.columns());
    this.rows = Axis.rows(bins.rows(), labels);
    this.columns = Axis.columns(bins.columns(), view.stage(), preamble, labels.areSteps());
    this.below = AxisLabels.below(columns, sizes.width());
    this.beside = AxisLabels.beside(rows, sizes.height());
    Range range = panels.getFirst().range();
    this.heading = Heading.of(view, preamble, bins, rows, columns, range.signed());
    this.legendEach = bins.averages();
    this.legend = legend(panels.getFirst(), legendEach ? panels.subList(0, 1) : panels);
    this.left = MARGIN + (int) Math.ceil(nameRoom() + beside.extent());
    this.top = MARGIN + heading.height() + (titled() ? PANEL_TITLE : 0);
  }

  private static List<Panel> panels(View view, List<Integer> heads, Bins bins) {
    List<Cells> cells = new ArrayList<>();
    for (int panel = 0; panel < bins.panels(); panel++) {
      cells.add(bins.extremes(panel));
    }
    Range range = Range.of(view, cells);
    List<Panel> panels = new ArrayList<>();
    for (int panel = 0; panel < cells.size(); panel++) {
      String title = heads.isEmpty() ? "" : "head " + heads.get(panel);
      panels.add(new Panel(title, cells.get(panel), range));
    }
    if (bins.averages()) {
      Panel only = panels.removeFirst();
      String title = only.title().isEmpty() ? "" : only.title() + ", ";
      String extreme = range.signed() ? "largest size" : "maximum";
      panels.add(new Panel(title + extreme, only.cells(), range));
      Cells means = bins.means();
      panels.add(new Panel(title + "mean", means, range.ofMeans(means)));
    }
    return panels;
  }

  private Legend legend(Panel panel, List<Panel> shared) {
    return Legend.of(panel.range(), shared.stream().map(Panel::cells).toList(), gridHeight());
  }

  /** The height of all panels. */
  private int gridHeight() {
    int down = Math.ceilDiv(panels.size(), sizes.across());
    return (down - 1) * rowStep() + sizes.height();
  }

  /** The name of the rows is upright if the panels are as high as it is long. */
  private boolean isUpright() {
    return TextWidth.of(rows.runs(), NAME) <= gridHeight();
  }

  private double nameRoom() {
    return isUpright() ? AXIS_NAME : TextWidth.of(rows.runs(), NAME) + NAME_GAP;
  }

  private boolean titled() {
    return !panels.getFirst().title().isEmpty();
  }

  private int columnStep() {
    int own = legendEach ? LEGEND_GAP + legend.width() + 2 * PANEL_GAP : PANEL_GAP;
    return sizes.width() + own;
  }

  private int rowStep() {
    return sizes.height() + PANEL_GAP + (titled() ? PANEL_TITLE : 0);
  }

  Drawing drawing() {
    heading.draw(canvas, MARGIN, MARGIN);
    PanelPainter painter = new PanelPainter(canvas, rows, columns, sizes);
    for (int number = 0; number < panels.size(); number++) {
      panel(painter, number);
    }
    int across = Math.min(sizes.across(), panels.size());
    int right = left + (across - 1) * columnStep() + sizes.width();
    int bottom = top + gridHeight();
    names(right, bottom);
    int legendX = right + LEGEND_GAP;
    Legend last = legendEach ? legend(panels.getLast(), panels.subList(1, 2)) : legend;
    last.draw(canvas, legendX, top);
    int under = bottom + (int) Math.ceil(below.depth()) + AXIS_NAME;
    int width = Math.max(legendX + last.width(), MARGIN + heading.width()) + MARGIN;
    int height = Math.max(under, top + last.wholeHeight()) + MARGIN / 2;
    return new Drawing(width, height, title(), description(), canvas.shapes());
  }

  private void panel(PanelPainter painter, int number) {
    int column = number % sizes.across();
    int row = number / sizes.across();
    int x = left + column * columnStep();
    int y = top + row * rowStep();
    Panel panel = panels.get(number);
    painter.draw(panel, x, y);
    if (titled()) {
      canvas.text(
          x + sizes.width() / 2.0,
          y - 6,
          Runs.of(panel.title()),
          new Font(Canvas.LABEL, true, Canvas.INK),
          Anchor.MIDDLE,
          0,
          null);
    }
    if (column == 0) {
      beside.drawBeside(canvas, x, y);
    }
    if (number + sizes.across() >= panels.size()) {
      below.drawBelow(canvas, x, y + sizes.height());
    }
    if (legendEach && number == 0) {
      legend.draw(canvas, x + sizes.width() + LEGEND_GAP, y);
    }
  }

  private void names(int right, int bottom) {
    Font font = new Font(NAME, false, Canvas.INK);
    double under = bottom + below.depth() + 15;
    if (legendEach) {
      for (int x = left; x < right; x += columnStep()) {
        double middle = x + sizes.width() / 2.0;
        canvas.text(middle, under, columns.runs(), font, Anchor.MIDDLE, 0, null);
      }
    } else {
      double middle = (left + right) / 2.0;
      canvas.text(middle, under, columns.runs(), font, Anchor.MIDDLE, 0, null);
    }
    double x = left - beside.extent() - NAME_GAP;
    double y = (top + bottom) / 2.0;
    if (isUpright()) {
      canvas.text(x, y, rows.runs(), font, Anchor.MIDDLE, -90, null);
    } else {
      canvas.text(x, y + NAME * 0.35, rows.runs(), font, Anchor.END, 0, null);
    }
  }

  private String title() {
    return heading.title() + " (" + heading.facts().getFirst() + ")";
  }

  private String description() {
    StringBuilder text = new StringBuilder("Heat map of ").append(heading.title());
    if (!heading.formula().isEmpty()) {
      text.append(": ");
      text.append(heading.formula().stream().map(Runs::unicode).collect(Collectors.joining(", ")));
    }
    text.append(". Rows: ").append(Runs.text(rows.runs()));
    text.append("; columns: ").append(Runs.text(columns.runs()));
    return text.append('.').toString();
  }
}
