package attention.check;

import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a check.
 *
 * @param firstDifference absent if everything agrees
 * @param agreesIn the arithmetic in which it agrees; absent unless that is the explanation
 * @param explanations the first one, and the others that fit as well
 * @param warning absent if there is nothing to say beside that
 */
public record Report(
    Mechanism mechanism,
    @Nullable Member firstDifference,
    List<Map<String, Object>> stages,
    @Nullable String agreesIn,
    List<List<Map<String, String>>> explanations,
    @Nullable Warning warning) {

  /** How many explanations there are at most besides the first. */
  public static final int MOST_ALTERNATIVES = 4;

  /** The names of the axes of a stage, the last ones of which it has. */
  public static final List<String> AXES = List.of("head", "row", "column");

  /** What limits the answer. */
  public enum Warning {
    NOT_ALL_CAUSES_TRIED(
        "not-all-causes-tried",
        "The time for this check ran out before every cause was tried. Post fewer rows,"
            + " by queryIndices."),
    ONLY_ROUNDING(
        "only-rounding",
        "Rounding alone can explain the difference, of sums or of printed numbers. Widen the"
            + " tolerance, or post all digits and compare in float64.");

    private final String code;
    private final String detail;

    Warning(String code, String detail) {
      this.code = code;
      this.detail = detail;
    }

    @Override
    public String toString() {
      return code;
    }
  }

  /** Whether everything agrees. */
  public boolean agrees() {
    return firstDifference == null;
  }

  /** How it ended, for a metric. */
  public String outcome() {
    if (agrees()) {
      return "agrees";
    }
    return explanations.isEmpty() ? "unexplained" : "explained";
  }

  /** The codes of the causes that are named first. */
  public List<String> causes() {
    return explanations.isEmpty()
        ? List.of()
        : explanations.getFirst().stream().map(cause -> cause.getOrDefault("code", "")).toList();
  }

  /** Its members as JSON; an empty {@link java.util.Optional} is a null that is written. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("mechanism", mechanism.toString());
    members.put("agrees", agrees());
    if (firstDifference != null) {
      members.put("firstDifference", firstDifference.toString());
    }
    members.put("stages", stages);
    members.put("causes", explanations.isEmpty() ? List.of() : explanations.getFirst());
    if (explanations.size() > 1) {
      members.put(
          "alternatives",
          explanations.subList(1, Math.min(explanations.size(), 1 + MOST_ALTERNATIVES)));
    }
    if (agreesIn != null) {
      members.put("agreesIn", agreesIn);
    }
    if (warning != null) {
      members.put("warnings", List.of(Map.of("code", warning.code, "detail", warning.detail)));
    }
    return members;
  }
}
