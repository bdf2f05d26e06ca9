package attention.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The list of results in docs/conformance.md.
 *
 * @param agreeing the cases that agree, by the version of ONNX
 */
public record ConformancePage(Map<String, Set<String>> agreeing) {

  private static final Pattern ROW =
      Pattern.compile("^\\| `(test_\\w+)` \\| \\d+ \\| (.*) \\|$", Pattern.MULTILINE);
  private static final Pattern HEAD =
      Pattern.compile("^\\| test \\| operator version \\| (.*) \\|$", Pattern.MULTILINE);
  private static final Pattern ELEMENT = Pattern.compile("\\d+");

  public static ConformancePage read() {
    String text;
    try {
      text = Files.readString(Path.of("docs/conformance.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String head = HEAD.matcher(text).results().findFirst().orElseThrow().group(1);
    List<String> versions = List.of(head.split(" \\| "));
    Map<String, Set<String>> agreeing = new TreeMap<>();
    ROW.matcher(text).results().forEach(row -> add(row, versions, agreeing));
    return new ConformancePage(agreeing);
  }

  private static void add(
      MatchResult row, List<String> versions, Map<String, Set<String>> agreeing) {
    String[] cells = row.group(2).split(" \\| ");
    for (int i = 0; i < cells.length; i++) {
      Set<String> cases = agreeing.computeIfAbsent(versions.get(i), version -> new TreeSet<>());
      ELEMENT
          .matcher(cells[i])
          .results()
          .forEach(element -> cases.add(row.group(1) + "[" + element.group() + "]"));
    }
  }

  /** The cases that agree in one version or another. */
  public Set<String> all() {
    Set<String> all = new TreeSet<>();
    agreeing.values().forEach(all::addAll);
    return all;
  }
}
