package attention;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws rooms as boxes, the topmost first. From the right side of each box a line goes down, with a
 * dot in the row of each room that it uses; an arrow leads from the dots of a row to its box.
 *
 * @param floors from the top down
 */
record RoomPicture(List<Floor> floors) {

  private static final int LEFT = 16;
  private static final int TOP = 16;
  private static final int BOX = 500;
  private static final int HEIGHT = 64;
  private static final int STEP = HEIGHT + 12;
  private static final int LANES = LEFT + BOX + 40;
  private static final int LANE = 24;
  private static final int LINE = 72;
  private static final List<String> COLOURS =
      List.of("#2563a8", "#a8501e", "#2e7d46", "#7b3fa0", "#9a2c4d", "#4d5b6b");

  /**
   * A room.
   *
   * @param size in words
   * @param libraries that it uses, with commas; empty for none
   * @param uses the names of the rooms that it uses
   */
  record Floor(String name, String sentence, String size, String libraries, Set<String> uses) {}

  /** The text of the picture. */
  String svg() {
    List<String> lines = new ArrayList<>();
    int width = LANES + floors.size() * LANE + LEFT;
    int height = 2 * TOP + floors.size() * STEP;
    lines.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" font-family=\"Helvetica, Arial, sans-serif\">"
            .formatted(width, height));
    lines.add("<title id=\"title\">The rooms and what each of them uses</title>");
    lines.add("<desc id=\"desc\">" + description() + "</desc>");
    lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    IntStream.range(0, floors.size()).forEach(row -> addBox(lines, row));
    IntStream.range(0, floors.size()).forEach(row -> addArrow(lines, row));
    IntStream.range(0, floors.size()).forEach(row -> addUses(lines, row));
    lines.add("</svg>");
    return String.join("\n", lines) + "\n";
  }

  private String description() {
    return floors.stream()
        .map(floor ->
            floor.uses().isEmpty()
                ? floor.name() + " uses no other room."
                : floor.name() + " uses " + String.join(", ", used(floor)) + ".")
        .collect(Collectors.joining(" "));
  }

  private List<String> used(Floor floor) {
    return floors.stream().map(Floor::name).filter(floor.uses()::contains).toList();
  }

  private void addBox(List<String> lines, int row) {
    Floor floor = floors.get(row);
    int y = top(row);
    lines.add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#f4f6f8\" stroke=\"%s\" stroke-width=\"1.5\"/>"
            .formatted(LEFT, y, BOX, HEIGHT, colour(row)));
    lines.add(
        "<text x=\"%d\" y=\"%d\" font-size=\"15\" font-weight=\"bold\" fill=\"%s\">%s</text>"
            .formatted(LEFT + 12, y + 20, colour(row), floor.name()));
    String more = floor.libraries().isEmpty() ? "" : floor.libraries() + " · ";
    lines.add(
        "<text x=\"%d\" y=\"%d\" font-size=\"11\" text-anchor=\"end\" fill=\"#4d5b6b\">%s</text>"
            .formatted(LEFT + BOX - 12, y + 20, escaped(more + floor.size())));
    List<String> text = wrapped(floor.sentence());
    for (int i = 0; i < text.size(); i++) {
      lines.add(
          "<text x=\"%d\" y=\"%d\" font-size=\"12\" fill=\"#1f2933\">%s</text>"
              .formatted(LEFT + 12, y + 38 + 15 * i, escaped(text.get(i))));
    }
  }

  /** From the last room that uses this one to its box. */
  private void addArrow(List<String> lines, int row) {
    IntStream.range(0, row)
        .filter(user -> uses(user, row))
        .min()
        .ifPresent(user -> {
          int y = top(row) + 22;
          int x = LEFT + BOX;
          lines.add(
              "<path d=\"M%d %dH%d\" stroke=\"#9aa5b1\" fill=\"none\"/>"
                  .formatted(lane(user), y, x + 8));
          lines.add("<path d=\"M%d %dl10 -5v10z\" fill=\"#4d5b6b\"/>".formatted(x + 1, y));
        });
  }

  /** The line of what a room uses, with its dots. */
  private void addUses(List<String> lines, int user) {
    List<Integer> rows =
        IntStream.range(0, floors.size()).filter(row -> uses(user, row)).boxed().toList();
    if (rows.isEmpty()) {
      return;
    }
    int x = lane(user);
    lines.add(
        "<path d=\"M%d %dH%dq6 0 6 6V%d\" stroke=\"%s\" stroke-width=\"1.5\" fill=\"none\"/>"
            .formatted(LEFT + BOX, top(user) + 44, x - 6, top(rows.getLast()) + 22, colour(user)));
    for (int row : rows) {
      lines.add(
          "<circle cx=\"%d\" cy=\"%d\" r=\"4.5\" fill=\"%s\"><title>%s uses %s</title></circle>"
              .formatted(
                  x, top(row) + 22, colour(user), floors.get(user).name(), floors.get(row).name()));
    }
  }

  private boolean uses(int user, int row) {
    return floors.get(user).uses().contains(floors.get(row).name());
  }

  private static int top(int row) {
    return TOP + row * STEP;
  }

  /** The higher the room, the further right. */
  private int lane(int row) {
    return LANES + (floors.size() - 1 - row) * LANE;
  }

  private static String colour(int row) {
    return COLOURS.get(row % COLOURS.size());
  }

  private static List<String> wrapped(String sentence) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
