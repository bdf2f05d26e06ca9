package attention.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README as a reader sees it: samples with what they print, tables, links. */
public final class Readme {

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern SAMPLE =
      Pattern.compile(
          "^```(sh|python|js)\\n((?:(?!^```).*\\n)*)```\\n\\n```(json|text)\\n((?:(?!^```).*\\n)*)```$",
          Pattern.MULTILINE);
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`]+)` \\| (.*?) \\|(?: (.*) \\|)?$", Pattern.MULTILINE);

  private final String text;

  private Readme(String text) {
    this.text = text;
  }

  /**
   * A sample.
   *
   * @param printed what it says that it prints
   */
  public record Sample(String language, String code, String form, String printed) {

    @Override
    public String toString() {
      return language + ": " + code.lines().findFirst().orElse("");
    }
  }

  /** A row of a table whose first cell is code. */
  public record Row(String name, String second, String third) {}

  public static Readme read() {
    return read(Path.of("README.md"));
  }

  /** Another page with samples. */
  public static Readme read(Path page) {
    try {
      return new Readme(Files.readString(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Sample> samples() {
    return SAMPLE
        .matcher(text)
        .results()
        .map(match -> new Sample(match.group(1), match.group(2), match.group(3), match.group(4)))
        .toList();
  }

  /** The blocks of code that are no sample and not what one prints. */
  public List<String> commands() {
    List<String> sampled =
        samples().stream()
            .flatMap(sample -> List.of(sample.code(), sample.printed()).stream())
            .toList();
    return BLOCK
        .matcher(text)
        .results()
        .map(match -> match.group(2))
        .filter(code -> !sampled.contains(code))
        .map(String::strip)
        .toList();
  }

  public List<Row> rows() {
    return ROW.matcher(text)
        .results()
        .map(match ->
            new Row(match.group(1), match.group(2), match.group(3) == null ? "" : match.group(3)))
        .toList();
  }
}
