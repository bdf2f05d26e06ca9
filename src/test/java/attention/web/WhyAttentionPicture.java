package attention.web;

import attention.web.WhyAttentionPage.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pictures of docs/why-attention.md, drawn from the numbers that it prints. */
final class WhyAttentionPicture {

  private static final String WITH = "#2563a8";
  private static final String WITHOUT = "#a8501e";
  private static final String TEXT = "#1f2933";
  private static final int CELL = 36;
  private static final int EDGE = 48;

  private final List<String> lines = new ArrayList<>();

  private WhyAttentionPicture(int width, int height, String title) {
    lines.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">"
            .formatted(width, height));
    lines.add("<title id=\"title\">" + title + "</title>");
    lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
  }

  /** Two lines, the percentage of letters right by length. */
  static String lengths(Block measurement) {
    var picture = new WhyAttentionPicture(640, 360, "Letters right by length of the word");
    for (int percent = 0; percent <= 100; percent += 20) {
      double y = height(percent);
      picture.add("<path d=\"M60 %.1fH480\" stroke=\"#d5dbe1\"/>", y);
      picture.text(52, y + 4, "end", TEXT, percent + " %");
    }
    List<List<String>> table = measurement.table();
    for (List<String> line : table) {
      picture.text(across(line), 320, "middle", TEXT, line.getFirst());
    }
    picture.text(270, 344, "middle", TEXT, "letters in the word");
    picture.line(table, 1, WITH, "with attention");
    picture.line(table, 2, WITHOUT, "last annotation only");
    return picture.svg();
  }

  /** A map of weights, a row for each letter written. */
  static String alignment(Block map) {
    List<String> read = map.heading();
    List<List<String>> rows = map.table();
    int size = 2 * EDGE + CELL * read.size();
    var picture =
        new WhyAttentionPicture(size, size, "Where each letter written looks, in percent");
    picture.text(size / 2.0, 18, "middle", TEXT, "letter read");
    picture.add(
        "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\" fill=\"%s\">letter written</text>",
        size / 2, TEXT);
    for (int i = 0; i < read.size(); i++) {
      picture.text(middle(i), EDGE - 8, "middle", TEXT, read.get(i));
      picture.text(EDGE - 10, middle(i) + 4, "end", TEXT, rows.get(i).getFirst());
      for (int j = 0; j < read.size(); j++) {
        picture.cell(i, j, Integer.parseInt(rows.get(i).get(j + 1)));
      }
    }
    return picture.svg();
  }

  private void line(List<List<String>> table, int column, String colour, String name) {
    StringBuilder path = new StringBuilder();
    for (List<String> row : table) {
      double percent = Double.parseDouble(row.get(column));
      path.append(path.isEmpty() ? "M" : "L")
          .append(String.format(Locale.ROOT, "%.1f %.1f", across(row), height(percent)));
      add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"><title>%s letters: %s %%</title></circle>",
          across(row), height(percent), colour, row.getFirst(), row.get(column));
    }
    add("<path d=\"%s\" stroke=\"%s\" stroke-width=\"2\" fill=\"none\"/>", path, colour);
    double last = Double.parseDouble(table.getLast().get(column));
    text(490, height(last) + 4, "start", colour, name);
  }

  private void cell(int row, int column, int percent) {
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%3$d\" height=\"%3$d\" fill=\"%4$s\" shape-rendering=\"crispEdges\"/>",
        EDGE + CELL * column, EDGE + CELL * row, CELL, shade(percent));
    text(
        middle(column),
        middle(row) + 4,
        "middle",
        percent < 50 ? "#000000" : "#ffffff",
        Integer.toString(percent));
  }

  /** From white for nothing to dark blue for all. */
  private static String shade(int percent) {
    return "#%02x%02x%02x"
        .formatted(255 - 235 * percent / 100, 255 - 190 * percent / 100, 255 - 125 * percent / 100);
  }

  private void text(double x, double y, String anchor, String colour, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
        x, y, anchor, colour, text);
  }

  private void add(String element, Object... values) {
    lines.add(String.format(Locale.ROOT, element, values));
  }

  private static double across(List<String> row) {
    return 54 + 26 * Double.parseDouble(row.getFirst());
  }

  private static double height(double percent) {
    return 300 - 2.7 * percent;
  }

  private static double middle(int index) {
    return EDGE + CELL * (index + 0.5);
  }

  private String svg() {
    return String.join("\n", lines) + "\n</svg>\n";
  }
}
