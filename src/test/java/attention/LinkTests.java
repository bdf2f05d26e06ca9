package attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link from a page to the repository leads to a file, and every anchor to a heading. */
class LinkTests {

  private static final Pattern CODE =
      Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*)$", Pattern.MULTILINE);

  /** A link in a page. */
  record Link(Path page, String target, String anchor) {

    Path file() {
      return target.isEmpty() ? page : page.resolveSibling(target).normalize();
    }

    @Override
    public String toString() {
      return page + ": " + target + (anchor.isEmpty() ? "" : "#" + anchor);
    }
  }

  private static Stream<Path> pages() throws IOException {
    try (Stream<Path> root = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(root, docs)
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    }
  }

  static Stream<Link> links() throws IOException {
    return pages().flatMap(LinkTests::links).filter(link -> !link.target().startsWith("http"));
  }

  static Stream<Link> linksToHeadings() throws IOException {
    return links().filter(link -> !link.anchor().isEmpty());
  }

  private static Stream<Link> links(Path page) {
    return LINK.matcher(text(page))
        .results()
        .map(link -> new Link(page, link.group(1), link.group(2) == null ? "" : link.group(2)));
  }

  /** A page without its blocks of code. */
  private static String text(Path page) {
    try {
      return CODE.matcher(Files.readString(page)).replaceAll("");
    } catch (IOException e) {
      throw new AssertionError(page.toString(), e);
    }
  }

  /** The anchors that GitHub gives the headings of a page. */
  private static Stream<String> anchors(Path page) {
    return HEADING
        .matcher(text(page))
        .results()
        .map(heading ->
            heading
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-'));
  }

  @ParameterizedTest
  @MethodSource("links")
  void aLinkLeadsToAFile(Link link) {
    assertThat(link.file()).exists();
  }

  @ParameterizedTest
  @MethodSource("linksToHeadings")
  void anAnchorLeadsToAHeading(Link link) {
    assertThat(anchors(link.file())).contains(link.anchor());
  }

  @Test
  void theHeadingsOfAPageHaveDifferentAnchors() throws IOException {
    assertThat(pages()).allSatisfy(page -> assertThat(anchors(page)).doesNotHaveDuplicates());
  }
}
