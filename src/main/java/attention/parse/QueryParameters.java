package attention.parse;

import attention.problem.Fault;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Parameter;
import attention.problem.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, each with its values, in their order. */
public final class QueryParameters {

  private QueryParameters() {}

  /**
   * Refuses every parameter.
   *
   * @throws ProblemException if there is one
   */
  public static void refuseAny(@Nullable String query) {
    List<Fault> faults =
        of(query).keySet().stream()
            .limit(Faults.LISTED)
            .map(Parameter::named)
            .map(parameter ->
                new Fault(
                    FaultCode.UNKNOWN_PARAMETER,
                    parameter,
                    "Expected no query parameter, found \"%s\". %s"
                        .formatted(parameter.name(), cure(parameter.name()))))
            .toList();
    if (!faults.isEmpty()) {
      throw new ProblemException(faults);
    }
  }

  private static String cure(String name) {
    return PictureParameters.ALL.contains(name)
        ? "It is for pictures: accept image/svg+xml or image/png, or leave it out."
        : "Move it to the body.";
  }

  /** The values of each parameter, by name. */
  static Map<String, List<String>> of(@Nullable String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String part : query == null ? new String[0] : query.split("&")) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = decoded(equals < 0 ? part : part.substring(0, equals));
        String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
        parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
