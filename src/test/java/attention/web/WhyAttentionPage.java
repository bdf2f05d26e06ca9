package attention.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** docs/why-attention.md: a Python session with what each block prints. */
final class WhyAttentionPage {

  private static final Pattern BLOCK =
      Pattern.compile(
          "^```python\\n((?:(?!^```).*\\n)*)```\\n\\n```text\\n((?:(?!^```).*\\n)*)```$",
          Pattern.MULTILINE);
  private static final Pattern FENCE = Pattern.compile("^```", Pattern.MULTILINE);

  private final String text;

  private WhyAttentionPage(String text) {
    this.text = text;
  }

  /** Code and what it prints. */
  record Block(String code, String printed) {

    /** Whether it posts thousands of requests. */
    boolean measures() {
      return code.contains("range(200)");
    }

    /** The cells of the lines after the first, which is a heading. */
    List<List<String>> table() {
      return printed.lines().skip(1).map(line -> Arrays.asList(line.strip().split(" +"))).toList();
    }

    /** The cells of the heading. */
    List<String> heading() {
      return Arrays.asList(printed.lines().findFirst().orElseThrow().strip().split(" +"));
    }
  }

  static WhyAttentionPage read() {
    try {
      return new WhyAttentionPage(Files.readString(Path.of("docs/why-attention.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(match -> new Block(match.group(1), match.group(2)))
        .toList();
  }

  long fences() {
    return FENCE.matcher(text).results().count();
  }

  /** Letters right by length. */
  Block measurement() {
    return blocks().get(1);
  }

  /** The weights of each letter written, in percent. */
  Block alignment() {
    return blocks().get(3);
  }
}
