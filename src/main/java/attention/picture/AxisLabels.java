package attention.picture;

import attention.picture.Shape.Anchor;
import attention.picture.Shape.Font;

/**
 * How the labels of an axis are set.
 *
 * @param axis what is labelled
 * @param side the length of the axis in pixels
 * @param step every so many cells have a label
 * @param angle in which labels are turned, below a panel
 * @param size of the text
 */
record AxisLabels(Axis axis, int side, int step, int angle, double size) {

  private static final double GAP = 5;
  private static final double TICK = 3.5;
  private static final double SLANT = Math.sqrt(0.5);
  private static final double SMALLEST_TEXT = 8;

  /** The least pixels between slanted labels, and between upright ones. */
  private static final double SLANTED = 15;

  private static final double UPRIGHT = 8;

  /** The labels below a panel of this width. */
  static AxisLabels below(Axis axis, int width) {
    double unit = (double) width / axis.grid().cells();
    double widest = widest(axis, 1, Canvas.LABEL);
    if (widest + GAP <= unit) {
      return new AxisLabels(axis, width, 1, 0, Canvas.LABEL);
    }
    if (axis.tokens() != null && unit >= SLANTED) {
      return new AxisLabels(axis, width, 1, -45, Canvas.LABEL);
    }
    if (axis.tokens() != null && unit >= UPRIGHT) {
      return new AxisLabels(axis, width, 1, -90, text(unit));
    }
    return new AxisLabels(axis.numbered(), width, step(unit, 3 * Canvas.LABEL), 0, Canvas.LABEL);
  }

  /** The labels to the left of a panel of this height. */
  static AxisLabels beside(Axis axis, int height) {
    double unit = (double) height / axis.grid().cells();
    double least = axis.tokens() == null ? 1.4 * Canvas.LABEL : SMALLEST_TEXT + 1;
    return unit >= least
        ? new AxisLabels(axis, height, 1, 0, text(unit))
        : new AxisLabels(axis.numbered(), height, step(unit, 2 * Canvas.LABEL), 0, Canvas.LABEL);
  }

  private static double text(double unit) {
    return Math.clamp(unit, SMALLEST_TEXT, Canvas.LABEL);
  }

  /** The least of 1, 2, 5, 10, 20 … that leaves so many pixels between labels. */
  private static int step(double unit, double pixels) {
    long power = 1;
    while (true) {
      for (int factor : new int[] {1, 2, 5}) {
        if (factor * power * unit >= pixels) {
          return Math.toIntExact(factor * power);
        }
      }
      power *= 10;
    }
  }

  private static double widest(Axis axis, int step, double size) {
    double widest = 0;
    for (int cell = 0; cell < axis.grid().cells(); cell += step) {
      widest = Math.max(widest, TextWidth.of(axis.label(cell).text(), size));
    }
    return widest;
  }

  private boolean hasTicks() {
    return step > 1 || axis.grid().isBinned();
  }

  /** How far the labels reach from the panel. */
  double extent() {
    double width = widest(axis, step, size);
    double tick = hasTicks() ? TICK : 0;
    return tick + GAP + width;
  }

  /** How far the labels below a panel reach down from it. */
  double depth() {
    double width = widest(axis, step, size);
    return switch (angle) {
      case 0 -> GAP + size + (hasTicks() ? TICK : 0);
      case -90 -> GAP + width;
      default -> GAP + (width + size) * SLANT;
    };
  }

  /** Draws the labels below a panel whose lower left corner is here. */
  void drawBelow(Canvas canvas, double x, double y) {
    for (int cell = 0; cell < axis.grid().cells(); cell += step) {
      double middle = x + (cell + 0.5) * side / axis.grid().cells();
      double tick = hasTicks() ? TICK : 0;
      if (hasTicks()) {
        canvas.lines(middle, y, middle, y + TICK);
      }
      Label label = axis.label(cell);
      double beside = middle + size * 0.35;
      switch (angle) {
        case 0 -> draw(canvas, label, middle, y + tick + GAP + size * 0.8, Anchor.MIDDLE);
        case -90 -> draw(canvas, label, beside, y + GAP, Anchor.END);
        default -> draw(canvas, label, beside, y + GAP + size * 0.6, Anchor.END);
      }
    }
  }

  /** Draws the labels to the left of a panel whose upper left corner is here. */
  void drawBeside(Canvas canvas, double x, double y) {
    for (int cell = 0; cell < axis.grid().cells(); cell += step) {
      double middle = y + (cell + 0.5) * side / axis.grid().cells();
      double tick = hasTicks() ? TICK : 0;
      if (hasTicks()) {
        canvas.lines(x - TICK, middle, x, middle);
      }
      draw(canvas, axis.label(cell), x - tick - GAP, middle + size * 0.35, Anchor.END);
    }
  }

  private void draw(Canvas canvas, Label label, double x, double y, Anchor anchor) {
    Font font = new Font(size, false, Canvas.INK);
    canvas.text(x, y, Runs.of(label.text()), font, anchor, angle, label.whole());
  }
}
