package attention.service;

import attention.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A mechanism over embeddings, with everything drawn that it needs beside them. */
enum Subject {
  SELF("self", "{}"),
  SCALED("scaled-dot-product", "{\"projections\": {\"random\": {\"seed\": 1, \"dimension\": 5}}}"),
  HEADS(
      "multi-head",
      "{\"heads\": 3, \"projections\": {\"random\": {\"seed\": 2, \"dimension\": 6, \"output\": true}}}"),
  GROUPS(
      "multi-head",
      "{\"heads\": 4, \"keyValueHeads\": 2, \"projections\": {\"random\": {\"seed\": 3, \"dimension\": 8}}}"),
  ADDITIVE("additive", "{\"parameters\": {\"random\": {\"seed\": 4, \"dimension\": 5}}}"),
  DOT("multiplicative", "{\"score\": \"dot\"}"),
  GENERAL(
      "multiplicative", "{\"score\": \"general\", \"parameters\": {\"random\": {\"seed\": 5}}}"),
  CONCAT(
      "multiplicative",
      "{\"score\": \"concat\", \"parameters\": {\"random\": {\"seed\": 6, \"dimension\": 5}}}");

  private final String path;
  private final String members;

  Subject(String mechanism, String members) {
    path = "/attention/" + mechanism;
    this.members = members;
  }

  String path() {
    return path;
  }

  /** n rows of d numbers in (−1, 1) that float32 holds exactly. */
  static List<double[]> drawn(int n, int d) {
    Random random = new Random(1000L * n + d);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(random.doubles(d).map(x -> (float) (2 * x - 1)).toArray());
    }
    return rows;
  }

  static ArrayNode array(ArrayNode into, List<double[]> rows) {
    for (double[] row : rows) {
      ArrayNode numbers = into.addArray();
      for (double number : row) {
        numbers.add(number);
      }
    }
    return into;
  }

  /** A request that more can be added to. */
  ObjectNode over(List<double[]> embeddings) {
    ObjectNode request = (ObjectNode) Json.read(members);
    array(request.putArray("embeddings"), embeddings);
    return request;
  }

  List<Row> rows(ObjectNode request) {
    return rows(path, request);
  }

  static List<Row> rows(String path, ObjectNode request) {
    return Planning.DEFAULT
        .answer(path, Json.write(request))
        .get("rows")
        .valueStream()
        .map(Row::new)
        .toList();
  }

  /** A row of an answer. */
  record Row(JsonNode row) {

    /** The weights of each head. */
    List<double[]> weights() {
      return row.has("heads")
          ? row.get("heads").valueStream().map(head -> numbers(head.get("weights"))).toList()
          : List.of(numbers(row.get("weights")));
    }

    /** What the row comes to in the end. */
    double[] result() {
      return List.of("state", "output", "concatenated", "context").stream()
          .filter(row::has)
          .findFirst()
          .map(name -> numbers(row.get(name)))
          .orElseThrow();
    }

    private static double[] numbers(JsonNode array) {
      return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
  }
}
