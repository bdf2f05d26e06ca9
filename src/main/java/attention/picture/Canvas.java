package attention.picture;

import attention.picture.Shape.Anchor;
import attention.picture.Shape.Area;
import attention.picture.Shape.Font;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes of a drawing while it is made. */
final class Canvas {

  static final int INK = 0x222222;
  static final int FAINT = 0x666666;

  /** Of what is not finite: the lines, and what is behind them. */
  static final int CROSS = 0xb0174f;

  static final int CROSSED = 0xfdf0f4;

  /** The text of labels. */
  static final double LABEL = 11;

  private static final double HAIR = 0.8;

  private final List<Shape> shapes = new ArrayList<>();

  List<Shape> shapes() {
    return shapes;
  }

  void add(Shape shape) {
    shapes.add(shape);
  }

  /** Text in the size of labels. */
  void label(double x, double y, String text, Anchor anchor, int colour) {
    text(x, y, Runs.of(text), new Font(LABEL, false, colour), anchor, 0, null);
  }

  /** Any text. */
  void text(
      double x,
      double y,
      List<Run> runs,
      Font font,
      Anchor anchor,
      int angle,
      @Nullable String title) {
    shapes.add(new Shape.Text(x, y, runs, font, anchor, angle, title));
  }

  /** A thin line around an area. */
  void frame(Area area) {
    double left = area.x();
    double top = area.y();
    double right = left + area.width();
    double bottom = top + area.height();
    lines(
        left, top, right, top, right, top, right, bottom, right, bottom, left, bottom, left, bottom,
        left, top);
  }

  /** A cell that is crossed out. */
  void cross(Area area) {
    double left = area.x();
    double top = area.y();
    double right = left + area.width();
    double bottom = top + area.height();
    shapes.add(new Shape.Box(area, CROSSED, "not finite"));
    shapes.add(
        new Shape.Lines(
            new double[] {left, top, right, bottom, left, bottom, right, top}, HAIR, CROSS));
  }

  /** Thin lines: x and y of both ends of each. */
  void lines(double... ends) {
    shapes.add(new Shape.Lines(ends, HAIR, INK));
  }
}
