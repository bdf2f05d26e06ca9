package attention.fuzz;

import attention.fuzz.TreeMutation.Place;
import attention.fuzz.Trial.Expectation;
import attention.http.Client;
import attention.http.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Examples with numbers of a client that are nearly always wrong, changed as requests are. */
final class CheckTrials {

  private static final String PATH = "/check";

  private static final List<Double> NUMBERS = List.of(0.0, 1.0, 0.5, -1e9, 0.25, 1e30);

  private final List<Example> examples =
      Example.all().stream().filter(example -> !example.isCheck()).toList();

  Trial next(Chance chance) {
    Example example = chance.oneOf(examples);
    ObjectNode request = withAnswer(example, chance);
    if (chance.onceIn(2)) {
      TreeMutation mutation = chance.oneOf(List.of(TreeMutation.values()));
      mutation.apply(Place.in(request, chance), chance);
      return trial(example, Json.write(request), mutation.expected());
    }
    ByteMutation mutation = chance.oneOf(List.of(ByteMutation.values()));
    return trial(example, mutation.apply(Json.write(request), chance), mutation.expected());
  }

  private static Trial trial(Example example, byte[] body, Expectation expected) {
    return Trial.post(example.path() + PATH, Client.JSON, Client.JSON, body, expected);
  }

  /** The request of an example, with some numbers for a stage that it has. */
  static ObjectNode withAnswer(Example example, Chance chance) {
    ObjectNode request = example.copy();
    request.remove("include");
    boolean weights = example.path().endsWith("/weights");
    request.putObject("answer").set(weights ? "weights" : "context", numbers(chance));
    return request;
  }

  private static JsonNode numbers(Chance chance) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    int columns = 1 + chance.below(4);
    for (int row = 1 + chance.below(4); row > 0; row--) {
      ArrayNode numbers = rows.addArray();
      for (int column = columns; column > 0; column--) {
        numbers.add(chance.oneOf(NUMBERS));
      }
    }
    return rows;
  }
}
