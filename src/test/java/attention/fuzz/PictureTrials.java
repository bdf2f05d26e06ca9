package attention.fuzz;

import attention.fuzz.Trial.Expectation;
import attention.http.Client;
import attention.http.Json;
import java.util.ArrayList;
import java.util.List;

/** Pictures of the examples, with parameters that ask for stages and heads, or for anything. */
final class PictureTrials {

  private static final List<String> TYPES = List.of("image/svg+xml", "image/png");

  /** What any of them can be drawn with: the stage that it has no rows of is refused. */
  private static final List<String> PARAMETERS =
      List.of(
          "stage=weights",
          "stage=scores",
          "stage=maskedScores",
          "stage=sinkWeight",
          "stage=Weights",
          "scale=fixed",
          "scale=row",
          "scale=log",
          "scale=0.5",
          "head=0",
          "head=1",
          "head=-1",
          "head=99999999999",
          "head=",
          "stage=%zz",
          "x=1",
          "&&");

  private final List<Example> examples =
      Example.all().stream().filter(example -> !example.isCheck()).toList();

  Trial next(Chance chance) {
    Example example = chance.oneOf(examples);
    List<String> parameters = new ArrayList<>();
    for (int more = chance.below(4); more > 0; more--) {
      parameters.add(chance.oneOf(PARAMETERS));
    }
    String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    byte[] body = Json.write(example.request());
    if (chance.onceIn(4)) {
      body = chance.oneOf(List.of(ByteMutation.values())).apply(body, chance);
    }
    return Trial.post(
        example.path() + query, Client.JSON, chance.oneOf(TYPES), body, Expectation.EITHER);
  }
}
