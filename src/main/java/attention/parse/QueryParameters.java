package attention.parse;

import attention.problem.Fault;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Parameter;
import attention.problem.ProblemException;
import attention.problem.Quoted;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, each with its values, in their order. */
public final class QueryParameters {

  /** The one query parameter of a check. */
  public static final String STRICT = "strict";

  private static final Set<String> FLAGS = Set.of("true", "false");

  private QueryParameters() {}

  /**
   * Refuses every parameter.
   *
   * @throws ProblemException if there is one
   */
  public static void refuseAny(@Nullable String query) {
    if (query != null) {
      refuse(of(query).keySet(), "Expected no query parameter");
    }
  }

  private static void refuse(Set<String> names, String expected) {
    List<Fault> faults =
        names.stream()
            .limit(Faults.LISTED)
            .map(Parameter::named)
            .map(parameter ->
                new Fault(
                    FaultCode.UNKNOWN_PARAMETER,
                    parameter,
                    "%s, found \"%s\". %s"
                        .formatted(expected, parameter.name(), cure(parameter.name()))))
            .toList();
    if (!faults.isEmpty()) {
      throw new ProblemException(faults);
    }
  }

  private static String cure(String name) {
    if (name.equals(STRICT)) {
      return "It is for checks: add /check to the path, or leave it out.";
    }
    return PictureParameters.ALL.contains(name)
        ? "It is for pictures: accept image/svg+xml or image/png, or leave it out."
        : "Move it to the body.";
  }

  /**
   * A parameter that is true or false; false if it is absent.
   *
   * @throws ProblemException if there is another parameter, or another value
   */
  public static boolean flag(@Nullable String query, String name) {
    Map<String, List<String>> parameters = of(query);
    List<String> values = parameters.getOrDefault(name, List.of("false"));
    parameters.remove(name);
    if (!parameters.isEmpty()) {
      refuse(parameters.keySet(), "Expected no query parameter but \"" + name + "\"");
    }
    if (values.size() > 1 || !FLAGS.contains(values.getFirst())) {
      throw new ProblemException(
          List.of(
              new Fault(
                  FaultCode.UNKNOWN_WORD,
                  new Parameter(name),
                  "Expected true or false, once, found \"%s\"."
                      .formatted(Quoted.of(String.join(",", values))))));
    }
    return values.getFirst().equals("true");
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
