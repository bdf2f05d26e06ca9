package attention.check;

import attention.http.Json;
import attention.mistake.Mistake;
import attention.mistake.Mistakes;
import attention.trace.Mechanism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The tables of docs/check.md, from the mistakes themselves and their cases. */
final class CheckPage {

  static final Path FILE = Path.of("docs/check.md");
  private static final Path CASES = Path.of("src/test/resources/check");
  private static final String BEGIN = "<!-- begin -->\n";
  private static final String END = "<!-- end -->\n";

  private CheckPage() {}

  /** The page with its tables as they should be. */
  static String expected() throws IOException {
    String page = Files.readString(FILE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    return page.substring(0, begin)
        + catalogue()
        + "\n"
        + cases()
        + page.substring(page.indexOf(END));
  }

  private static String catalogue() {
    StringBuilder table = new StringBuilder();
    table.append("| cause | where | what your numbers are | what to change | seen in |\n");
    table.append("|---|---|---|---|---|\n");
    for (Mistake mistake : Mistakes.all()) {
      table.append(
          "| `%s` | %s | %s `%s` | %s | %s |\n"
              .formatted(
                  mistake.code(),
                  mistake.mechanisms(),
                  cell(mistake.found().replace("%s", "")),
                  cell(mistake.formula()),
                  cell(mistake.change()),
                  mistake.seen().stream().map(CheckPage::link).collect(Collectors.joining(", "))));
    }
    return table.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String link(String report) {
    String[] parts = report.split("#", 2);
    return "[%s](https://github.com/%s/issues/%s)".formatted(report, parts[0], parts[1]);
  }

  private static String cases() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append("| cause | S | D | H | A | M | E | W | named first |\n");
    table.append("|---|---|---|---|---|---|---|---|---|\n");
    for (String code : AnswerCheck.codes()) {
      JsonNode cases = Json.read(Files.readAllBytes(CASES.resolve(code + ".json")));
      Map<Mechanism, Integer> count = new EnumMap<>(Mechanism.class);
      int first = 0;
      for (JsonNode it : cases) {
        count.merge(mechanism(it), 1, Integer::sum);
        first += isNamedFirst(it, code) ? 1 : 0;
      }
      table.append("| `%s` |".formatted(code));
      for (Mechanism mechanism : Mechanism.values()) {
        table.append(" %s |".formatted(count.getOrDefault(mechanism, 0)).replace(" 0 ", " "));
      }
      table.append(" %d of %d |\n".formatted(first, cases.size()));
    }
    return table.toString();
  }

  private static Mechanism mechanism(JsonNode it) {
    String path = it.get("path").stringValue();
    for (Mechanism mechanism : Mechanism.values()) {
      if (path.equals("/attention/" + mechanism + "/check")) {
        return mechanism;
      }
    }
    throw new AssertionError(path);
  }

  private static boolean isNamedFirst(JsonNode it, String code) {
    JsonNode report = Checked.report(it.get("path").stringValue(), it.get("request"));
    return report.get("causes").size() == 1
        && report.get("causes").get(0).get("code").stringValue().equals(code);
  }
}
