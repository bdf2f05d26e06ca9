package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import attention.format.Representation;
import attention.http.Json;
import attention.picture.ColourScale;
import attention.picture.View;
import attention.trace.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Holds the pictures of docs/pictures.md to the examples that they are of. The property {@code
 * pictures.write} draws them anew.
 */
class PicturePageTests {

  private static final Path DOCS = Path.of("docs");
  private static final Path EXAMPLES = Path.of("src/main/resources/examples");

  /** A picture, and below it the example and the query that it shows. */
  private static final Pattern PICTURE =
      Pattern.compile(
          "^!\\[[^]]+]\\((pictures/[\\w-]+\\.svg)\\)\\n\\n`([\\w-]+)`(?:, `\\?([^`]+)`)?",
          Pattern.MULTILINE);

  /** A picture of the page. */
  record Shown(String file, String example, View view) {

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Shown> pictures() throws IOException {
    return PICTURE
        .matcher(Files.readString(DOCS.resolve("pictures.md")))
        .results()
        .map(match -> new Shown(match.group(1), match.group(2), view(match)));
  }

  private static View view(MatchResult match) {
    Member stage = Member.WEIGHTS;
    ColourScale scale = ColourScale.FIXED;
    Integer head = null;
    String query = match.group(3) == null ? "" : match.group(3);
    for (String parameter : query.split("&")) {
      String value = parameter.substring(parameter.indexOf('=') + 1);
      if (parameter.startsWith("stage=")) {
        stage = named(Member.values(), value);
      } else if (parameter.startsWith("scale=")) {
        scale = named(ColourScale.values(), value);
      } else if (parameter.startsWith("head=")) {
        head = Integer.valueOf(value);
      }
    }
    return new View(stage, scale, head);
  }

  private static <T> T named(T[] all, String word) {
    return Stream.of(all).filter(it -> it.toString().equals(word)).findFirst().orElseThrow();
  }

  private static JsonNode example(String name) throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      Path file =
          files
              .filter(path -> path.toString().endsWith("-" + name + ".json"))
              .findFirst()
              .orElseThrow();
      return Json.read(Files.readAllBytes(file));
    }
  }

  private static byte[] drawn(Shown shown, Representation representation) throws IOException {
    JsonNode example = example(shown.example());
    byte[] body = example.get("request").toString().getBytes(StandardCharsets.UTF_8);
    return Planning.DEFAULT.picture(
        example.get("path").asString(), body, representation, shown.view());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureIsWhatTheServiceDraws(Shown shown) throws IOException {
    Path file = DOCS.resolve(shown.file());
    byte[] drawn = drawn(shown, Representation.SVG);
    if (Boolean.getBoolean("pictures.write")) {
      Files.createDirectories(file.getParent());
      Files.write(file, drawn);
    }
    assertThat(file)
        .as("draw it anew with ./mvnw test -Dtest=PicturePageTests -Dpictures.write=true")
        .hasBinaryContent(drawn);
  }

  @Test
  void thePageShowsEveryPictureThereIs() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("pictures"))) {
      List<String> there = files.map(file -> DOCS.relativize(file).toString()).sorted().toList();
      assertThat(pictures().map(Shown::file).sorted()).isEqualTo(there).hasSizeGreaterThan(4);
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void theSamePictureIsThereInPixels(Shown shown) throws IOException {
    assertThat(drawn(shown, Representation.PNG))
        .startsWith(0x89, 'P', 'N', 'G')
        .hasSizeGreaterThan(10_000);
  }
}
