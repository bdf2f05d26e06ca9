package attention.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Npy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whether the rows of an answer are as many as it says, and its weights add up to 1. */
final class Numbers {

  private static final int BEFORE_HEADER = 10;

  private Numbers() {}

  static void check(Answer answer) {
    switch (answer.header("Content-Type").orElse("none")) {
      case Client.JSON -> {
        JsonNode document = answer.json();
        rows(document, document.path("rows").valueStream().toList());
      }
      case Client.NDJSON -> {
        List<JsonNode> lines = answer.lines();
        rows(lines.getFirst(), lines.subList(1, lines.size()));
      }
      case Npy.MEDIA_TYPE -> file(answer.body());
      case "image/svg+xml" -> assertThat(answer.text()).contains("<svg").endsWith("</svg>\n");
      case "image/png" -> assertThat(answer.text()).contains("PNG", "IEND");
      default -> throw new AssertionError("Not a representation: " + answer.headers());
    }
  }

  private static void rows(JsonNode above, List<JsonNode> rows) {
    assertThat(rows).hasSize(above.at("/shape/queries").asInt());
    double tolerance =
        switch (above.path("dtype").asString()) {
          case "float64" -> 1e-12;
          case "float32" -> 1e-5;
          default -> 1e-2;
        };
    boolean sink = above.path("stages").toString().contains("\"sinkWeight\"");
    for (JsonNode row : rows) {
      List<JsonNode> heads =
          row.has("heads") ? row.get("heads").valueStream().toList() : List.of(row);
      heads.forEach(head -> weights(head, sink, tolerance));
    }
  }

  private static void weights(JsonNode row, boolean sink, double tolerance) {
    if (row.has("warnings") || !row.has("weights") || (sink && !row.has("sinkWeight"))) {
      return;
    }
    double sum = row.path("sinkWeight").asDouble(0);
    for (JsonNode weight : row.get("weights")) {
      assertThat(weight.isNumber()).as("a weight without a warning: %s", row).isTrue();
      sum += weight.asDouble();
    }
    assertThat(sum).as("the sum of weights").isCloseTo(1, within(tolerance));
  }

  private static void file(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("\u0093NUMPY");
    assertThat(text.indexOf('\n')).isGreaterThan(BEFORE_HEADER);
  }
}
