package attention.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A request, and what its answer must contain; see the README beside the files. */
public record GoldenCase(JsonNode document) {

  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final String REFUSALS = "refusals.json";

  /** Every case but the refusals, by file. */
  public static List<Path> files() {
    return files(FOLDER);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json") && !file.endsWith(REFUSALS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Stream<GoldenCase> all() {
    return in(FOLDER);
  }

  /** Every case of a folder. */
  public static Stream<GoldenCase> in(Path folder) {
    return files(folder).stream().map(GoldenCase::read).map(GoldenCase::new);
  }

  public static Stream<RefusalCase> refusals() {
    return StreamSupport.stream(read(FOLDER.resolve(REFUSALS)).spliterator(), false)
        .map(RefusalCase::new);
  }

  private static JsonNode read(Path file) {
    try {
      return Json.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String path() {
    return document.path("path").asString();
  }

  public byte[] request() {
    return Json.write(document.path("request"));
  }

  /** Where its numbers come from. */
  public String source() {
    return document.path("source").asString();
  }

  /** In what an answer differs from what it must contain. */
  public List<String> faults(JsonNode answer) {
    List<String> faults =
        new ArrayList<>(
            new Comparison(document.path("tolerance").asDouble())
                .differences(document.path("response"), answer));
    for (JsonNode pointer : document.path("absent")) {
      if (!answer.at(pointer.asString()).isMissingNode()) {
        faults.add(pointer.asString() + ": must be absent");
      }
    }
    return faults;
  }

  @Override
  public String toString() {
    return document.path("case").asString();
  }
}
