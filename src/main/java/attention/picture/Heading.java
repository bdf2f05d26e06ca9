package attention.picture;

import attention.picture.Shape.Anchor;
import attention.picture.Shape.Font;
import attention.trace.Formula;
import attention.trace.Preamble;
import java.util.ArrayList;
import java.util.List;

/** What is above the panels: the stage, its formula, and what the picture is of. */
record Heading(String title, List<List<Run>> formula, List<String> facts) {

  private static final double TITLE = 14;
  private static final double FORMULA = 12.5;
  private static final int GAP = 14;
  private static final int LINE = 19;

  /** The most letters of a line of formulas. */
  private static final int WRAP = 95;

  static Heading of(
      View view, Preamble preamble, Bins bins, Axis rows, Axis columns, boolean signed) {
    return new Heading(
        view.stage().toString(),
        preamble.stages().stream()
            .filter(stage -> stage.member() == view.stage())
            .map(Formula::latex)
            .flatMap(latex -> wrapped(latex).stream())
            .toList(),
        facts(view, preamble, bins, rows, columns, signed));
  }

  /** A formula, with a new line before what it explains where one is too long. */
  private static List<List<Run>> wrapped(String latex) {
    List<List<Run>> lines = new ArrayList<>();
    String line = "";
    for (String part : latex.split(",\\\\ ")) {
      String longer = line.isEmpty() ? part : line + ",\\ " + part;
      if (!line.isEmpty() && Runs.text(Latex.runs(longer)).length() > WRAP) {
        lines.add(Latex.runs(line));
        longer = part;
      }
      line = longer;
    }
    lines.add(Latex.runs(line));
    return lines;
  }

  private static List<String> facts(
      View view, Preamble preamble, Bins bins, Axis rows, Axis columns, boolean signed) {
    List<String> facts = new ArrayList<>();
    facts.add(
        "%s · %s · %s %s × %s %s"
            .formatted(
                preamble.mechanism(),
                preamble.dtype(),
                bins.rows().cells(),
                plural(rows.name(), bins.rows().cells()),
                bins.columns().cells(),
                plural(columns.name(), bins.columns().cells())));
    if (bins.rows().isBinned() || bins.columns().isBinned()) {
      facts.add(
          "each cell shows the %s%s of %d × %d numbers"
              .formatted(
                  signed ? "number of largest size" : "maximum",
                  bins.averages() ? " (left) and the mean (right)" : "",
                  bins.rows().perBin(),
                  bins.columns().perBin()));
    }
    if (view.scale() == ColourScale.ROW) {
      facts.add("colours by row, up to the largest size in it");
    } else if (view.scale() == ColourScale.LOG) {
      facts.add("logarithmic colours");
    }
    return facts;
  }

  private static String plural(String name, int count) {
    if (count == 1 || name.endsWith("s")) {
      return name;
    }
    return switch (name) {
      case "query" -> "queries";
      default -> name + "s";
    };
  }

  int width() {
    double widest = TextWidth.of(title, TITLE) * 1.08 + GAP;
    if (!formula.isEmpty()) {
      widest += TextWidth.of(formula.getFirst(), FORMULA);
    }
    for (String fact : facts) {
      widest = Math.max(widest, TextWidth.of(fact, Canvas.LABEL));
    }
    for (List<Run> line : formula) {
      widest = Math.max(widest, TextWidth.of(line, FORMULA));
    }
    return (int) Math.ceil(widest);
  }

  int height() {
    return LINE * Math.max(1, formula.size()) + 15 * facts.size() + 8;
  }

  /** Draws it with its upper left corner here. */
  void draw(Canvas canvas, int x, int y) {
    double line = y + TITLE;
    canvas.text(x, line, Runs.of(title), new Font(TITLE, true, Canvas.INK), Anchor.START, 0, null);
    double beside = x + TextWidth.of(title, TITLE) * 1.08 + GAP;
    for (List<Run> part : formula) {
      canvas.text(
          part == formula.getFirst() ? beside : x,
          line,
          part,
          new Font(FORMULA, false, Canvas.INK),
          Anchor.START,
          0,
          null);
      line += LINE;
    }
    line = y + LINE * Math.max(1, formula.size()) + Canvas.LABEL;
    for (String fact : facts) {
      canvas.label(x, line, fact, Anchor.START, Canvas.FAINT);
      line += 15;
    }
  }
}
