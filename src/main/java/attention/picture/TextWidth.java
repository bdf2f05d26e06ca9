package attention.picture;

import attention.picture.Run.Level;
import java.util.List;
import java.util.stream.IntStream;

/**
 * About how wide a text is, without a font: a reader of an SVG has a font of its own. The widths
 * are those of a wide sans serif, so that most fonts need less.
 */
final class TextWidth {

  private static final String NARROW = "iljI.,:;'|!()[]{}ft \u2009‖";
  private static final String WIDE = "mwMW@%—…∑";
  private static final double NARROW_WIDTH = 0.36;
  private static final double WIDE_WIDTH = 0.95;
  private static final double CAPITAL_WIDTH = 0.71;
  private static final double USUAL_WIDTH = 0.62;

  /** The widths of ASCII. */
  private static final double[] ASCII =
      IntStream.range(0, 128).mapToDouble(TextWidth::em).toArray();

  private TextWidth() {}

  /** Of a text in this size. */
  static double of(String text, double size) {
    double width = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      width += point < ASCII.length ? ASCII[point] : em(point);
      at += Character.charCount(point);
    }
    return size * width;
  }

  /** Of runs in this size. */
  static double of(List<Run> runs, double size) {
    double width = 0;
    for (Run run : runs) {
      width += of(run.text(), run.level() == Level.BASE ? size : size * Runs.SMALL);
    }
    return width;
  }

  private static double em(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    if (NARROW.indexOf(point) >= 0) {
      return NARROW_WIDTH;
    }
    if (WIDE.indexOf(point) >= 0) {
      return WIDE_WIDTH;
    }
    if (isFullWidth(point)) {
      return 1.05;
    }
    return Character.isUpperCase(point) ? CAPITAL_WIDTH : USUAL_WIDTH;
  }

  /** Whether it takes a square, as Chinese characters and emoji do. */
  private static boolean isFullWidth(int point) {
    return Character.isIdeographic(point)
        || point >= 0x1100 && point <= 0x115F
        || point >= 0x2E80 && point <= 0xA4CF
        || point >= 0xAC00 && point <= 0xD7A3
        || point >= 0xF900 && point <= 0xFAFF
        || point >= 0xFF00 && point <= 0xFF60
        || point >= 0x1F000;
  }
}
