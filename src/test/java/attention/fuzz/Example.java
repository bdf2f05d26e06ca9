package attention.fuzz;

import attention.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request that is right: one of the examples that the service itself lists. */
record Example(String name, String path, JsonNode request) {

  private static final Path FOLDER = Path.of("src/main/resources/examples");

  static List<Example> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Example::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Example read(Path file) {
    try {
      JsonNode example = Json.read(Files.readAllBytes(file));
      return new Example(
          example.get("name").asString(), example.get("path").asString(), example.get("request"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it asks for a check of numbers that are posted. */
  boolean isCheck() {
    return path.endsWith("/check");
  }

  /** A copy that may be changed. */
  ObjectNode copy() {
    return (ObjectNode) request.deepCopy();
  }
}
