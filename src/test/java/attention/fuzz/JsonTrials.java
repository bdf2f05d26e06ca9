package attention.fuzz;

import attention.fuzz.TreeMutation.Place;
import attention.fuzz.Trial.Expectation;
import attention.http.Client;
import attention.http.Json;
import attention.http.Npy;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Examples as they are, and with one or two things changed. */
final class JsonTrials {

  private static final List<String> ACCEPTED =
      List.of(Client.JSON, Client.NDJSON, Npy.MEDIA_TYPE, "*/*");

  /** A check has one representation. */
  private static final List<String> REPORTED = List.of(Client.JSON, "*/*");

  /** There may be nothing to draw. */
  private static final List<String> PICTURES = List.of("image/svg+xml", "image/png");

  private static final List<TreeMutation> UNSURE =
      Stream.of(TreeMutation.values())
          .filter(mutation -> mutation.expected() == Expectation.EITHER)
          .toList();

  private final List<Example> examples = Example.all();

  Trial next(Chance chance) {
    Example example = chance.oneOf(examples);
    ObjectNode request = example.copy();
    if (chance.onceIn(3)) {
      ByteMutation mutation = chance.oneOf(List.of(ByteMutation.values()));
      return trial(
          example, mutation.apply(Json.write(request), chance), mutation.expected(), chance);
    }
    TreeMutation mutation = chance.oneOf(List.of(TreeMutation.values()));
    mutation.apply(Place.in(request, chance), chance);
    if (mutation.expected() == Expectation.EITHER && chance.onceIn(2)) {
      chance.oneOf(UNSURE).apply(Place.in(request, chance), chance);
    }
    return trial(example, Json.write(request), mutation.expected(), chance);
  }

  private static Trial trial(Example example, byte[] body, Expectation expected, Chance chance) {
    if (example.isCheck()) {
      return Trial.post(example.path(), Client.JSON, chance.oneOf(REPORTED), body, expected);
    }
    boolean picture = expected != Expectation.ANSWERED && chance.onceIn(4);
    String accept = chance.oneOf(picture ? PICTURES : ACCEPTED);
    return Trial.post(example.path(), Client.JSON, accept, body, expected);
  }
}
