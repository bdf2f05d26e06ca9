package attention.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * How the numbers of a panel are printed in its cells.
 *
 * @param size of the text
 * @param format of a number
 */
record CellText(double size, DoubleFunction<String> format) {

  private static final double PADDING = 5;
  private static final double LINE = 3;
  private static final double SMALLEST = 8.5;

  /** Fewer digits are printed before the text becomes smaller than this. */
  private static final double READABLE = 10;

  /** Numbers beyond are printed in powers of ten. */
  private static final double LARGE = 1e5;

  private static final double SMALL = 1e-3;

  /** No number fits. */
  static final CellText NONE = new CellText(0, value -> "");

  /** The most digits that fit into cells of this size, at least two. */
  static CellText of(Panel panel, double width, double height) {
    double size = Math.min(Canvas.LABEL, height - LINE);
    if (size < SMALLEST) {
      return NONE;
    }
    for (double least : new double[] {READABLE, SMALLEST}) {
      for (DoubleFunction<String> format : formats(panel.range())) {
        double fitting = Math.min(size, (width - PADDING) / widest(panel.cells(), format));
        if (fitting >= Math.min(size, least)) {
          return new CellText(Math.floor(fitting * 2) / 2, format);
        }
      }
    }
    return NONE;
  }

  boolean isPrinted() {
    return size > 0;
  }

  /** From four significant digits of the largest number to two. */
  private static List<DoubleFunction<String>> formats(Range range) {
    List<DoubleFunction<String>> formats = new ArrayList<>();
    double most = range.most();
    if (range.scale() == ColourScale.LOG || most >= LARGE || most < SMALL) {
      for (int digits = 3; digits >= 1; digits--) {
        int significant = digits;
        formats.add(value -> Digits.significant(value, significant));
      }
      return formats;
    }
    int whole = most < 10 ? 1 : (int) StrictMath.log10(most) + 1;
    for (int decimals = 5 - whole; decimals >= Math.max(0, 3 - whole); decimals--) {
      int fixed = decimals;
      formats.add(value -> Digits.fixed(value, fixed));
    }
    return formats;
  }

  private static double widest(Cells cells, DoubleFunction<String> format) {
    double widest = 0;
    for (double value : cells.values()) {
      if (Double.isFinite(value)) {
        widest = Math.max(widest, TextWidth.of(format.apply(value), 1));
      }
    }
    return widest == 0 ? 1 : widest;
  }
}
