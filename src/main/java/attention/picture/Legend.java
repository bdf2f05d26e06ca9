package attention.picture;

import attention.picture.Shape.Anchor;
import attention.picture.Shape.Area;
import attention.picture.Shape.Font;
import attention.picture.Shape.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the colours mean: a bar with numbers, and the patterns that occur.
 *
 * @param marks where on the bar numbers stand, from 0 to 1
 * @param patterns those that occur in its panels
 */
record Legend(Range range, int height, List<Mark> marks, List<Pattern> patterns) {

  /** A number beside the bar, at a part of its height. */
  record Mark(double at, List<Run> text) {}

  private static final double ROUNDING = 1e-9;
  private static final int WIDTH = 14;
  private static final int TICK = 4;
  private static final int GAP = 4;
  private static final int SWATCH = 14;
  private static final int LINE = 20;
  private static final int LEAST_HEIGHT = 96;
  private static final int MOST_HEIGHT = 320;

  /** The legend of these panels, beside panels of this height. */
  static Legend of(Range range, Collection<Cells> panels, int height) {
    List<Pattern> patterns = new ArrayList<>();
    for (Pattern pattern : Pattern.values()) {
      if (panels.stream().anyMatch(pattern::occursIn)) {
        patterns.add(pattern);
      }
    }
    int left = height - LINE * patterns.size();
    boolean numbers = panels.stream().anyMatch(Cells::hasNumbers);
    return new Legend(
        range,
        Math.clamp(left, LEAST_HEIGHT, MOST_HEIGHT) / 2 * 2,
        numbers ? marks(range) : List.of(),
        patterns);
  }

  private static List<Mark> marks(Range range) {
    return switch (range.scale()) {
      case FIXED, MAX -> even(range);
      case ROW ->
          range.signed()
              ? List.of(mark(0, "−row max"), mark(0.5, "0"), mark(1, "row max"))
              : List.of(mark(0, "0"), mark(1, "row max"));
      case LOG ->
          range.signed() ? logarithmic(range) : Decades.of(range.least(), range.most()).marks();
    };
  }

  private static Mark mark(double at, String text) {
    return new Mark(at, Runs.of(text));
  }

  private static List<Mark> even(Range range) {
    double[] values = new double[5];
    for (int i = 0; i < values.length; i++) {
      values[i] = range.signed() ? range.most() * ((i - 2) / 2.0) : range.most() * (i / 4.0);
    }
    List<List<Run>> texts = Digits.alike(values);
    return IntStream.range(0, values.length)
        .mapToObj(i -> new Mark(i / 4.0, texts.get(i)))
        .toList();
  }

  /** 0, and the powers of ten at both sides of it. */
  private static List<Mark> logarithmic(Range range) {
    List<Mark> marks = new ArrayList<>();
    double decades = StrictMath.log10(range.most()) - StrictMath.log10(range.least());
    double lowest = StrictMath.log10(range.least());
    int last = (int) Math.floor(lowest + decades + ROUNDING);
    marks.add(mark(0.5, "0"));
    for (int power = (int) Math.ceil(lowest - ROUNDING); power <= last; power++) {
      double at = (power - lowest) / decades;
      if (at > 1 / (2 * decades)) {
        marks.add(new Mark((1 + at) / 2, Digits.power("", power)));
        marks.add(new Mark((1 - at) / 2, Digits.power("−", power)));
      }
    }
    return marks;
  }

  int width() {
    double widest =
        marks.stream().mapToDouble(mark -> TextWidth.of(mark.text(), Canvas.LABEL)).max().orElse(0);
    double named =
        patterns.stream()
            .mapToDouble(pattern -> TextWidth.of(word(pattern), Canvas.LABEL) + SWATCH)
            .max()
            .orElse(0);
    return (int) Math.ceil(Math.max(WIDTH + TICK + GAP + widest, named + GAP));
  }

  int wholeHeight() {
    return height + LINE * patterns.size() + (patterns.isEmpty() ? 0 : GAP);
  }

  private static String word(Pattern pattern) {
    return pattern == Pattern.MASKED ? "masked" : "not finite";
  }

  /** Draws it with its upper left corner here. */
  void draw(Canvas canvas, int x, int y) {
    drawBar(canvas, x, y);
    drawMarks(canvas, x + WIDTH, y);
    drawPatterns(canvas, x, y + height + 2 * GAP);
  }

  private void drawBar(Canvas canvas, int x, int y) {
    for (int step = 0; step < height / 2; step++) {
      double share = 1 - (step + 0.5) / (height / 2.0);
      int index = (int) Math.round(share * (Palette.SIZE - 1));
      canvas.add(
          new Shape.Box(new Area(x, y + 2 * step, WIDTH, 2), range.palette().at(index), null));
    }
    canvas.frame(new Area(x, y, WIDTH, height));
  }

  private void drawMarks(Canvas canvas, int x, int y) {
    for (Mark mark : marks) {
      double at = y + (1 - mark.at()) * height;
      canvas.lines(x, at, x + TICK, at);
      canvas.text(
          x + TICK + GAP,
          at + Canvas.LABEL * 0.35,
          mark.text(),
          new Font(Canvas.LABEL, false, Canvas.INK),
          Anchor.START,
          0,
          null);
    }
  }

  private void drawPatterns(Canvas canvas, int x, int y) {
    int line = y;
    for (Pattern pattern : patterns) {
      Area swatch = new Area(x, line, SWATCH, SWATCH);
      if (pattern == Pattern.MASKED) {
        canvas.add(new Shape.Patterned(Cells.masked(), swatch, pattern));
      } else {
        canvas.cross(swatch);
      }
      canvas.frame(swatch);
      canvas.label(x + SWATCH + GAP + 2, line + 11, word(pattern), Anchor.START, Canvas.INK);
      line += LINE;
    }
  }
}
