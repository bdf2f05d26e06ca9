package attention.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import attention.fuzz.Trial.Expectation;
import attention.http.Answer;
import attention.http.Json;
import attention.http.Problem;
import attention.problem.FaultCode;
import attention.problem.ProblemType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whether an answer is one that the request may have. */
final class Verdict {

  private static final Map<String, ProblemType> TYPES =
      Stream.of(ProblemType.values())
          .collect(Collectors.toMap(ProblemType::uri, Function.identity()));
  private static final Map<String, FaultCode> CODES =
      Stream.of(FaultCode.values())
          .collect(Collectors.toMap(FaultCode::toString, Function.identity()));

  private Verdict() {}

  static void on(Trial trial, @Nullable Answer answer) {
    if (answer == null) {
      assertThat(trial.expected()).as("no answer").isEqualTo(Expectation.EITHER_OR_NEITHER);
      return;
    }
    assertThat(answer.headers()).doesNotContainKeys("Server", "X-Powered-By");
    assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
    if (answer.status() == 503) {
      assertThat(answer.header("Retry-After").orElseThrow()).matches("[1-9]\\d*");
    } else {
      assertThat(answer.status()).isLessThan(500);
      assertThat(trial.expected())
          .as("expected beside the status %d", answer.status())
          .isNotEqualTo(answer.status() < 400 ? Expectation.REFUSED : Expectation.ANSWERED);
    }
    if (answer.status() >= 400) {
      refusal(trial, answer);
    } else {
      success(trial, answer);
    }
  }

  private static void success(Trial trial, Answer answer) {
    answer
        .header("Location")
        .ifPresent(location -> assertThat(location).doesNotContain("//").doesNotStartWith("\\"));
    boolean hasBody = answer.status() == 200 && answer.body().length > 0;
    if (hasBody && trial.path().endsWith("/check")) {
      report(answer.json());
    } else if (hasBody && trial.method().equals("POST")) {
      Numbers.check(answer);
    } else if (hasBody && answer.header("Content-Type").orElse("").contains("json")) {
      Json.read(answer.body());
    }
  }

  /** Whether causes are named only where something differs, and the number where it begins. */
  private static void report(JsonNode report) {
    boolean agrees = report.get("agrees").asBoolean();
    assertThat(report.has("firstDifference")).isNotEqualTo(agrees);
    assertThat(agrees && !report.get("causes").isEmpty()).as("causes of nothing").isFalse();
    for (JsonNode stage : report.get("stages")) {
      assertThat(stage.has("at") || stage.has("actualShape"))
          .as("%s", stage)
          .isNotEqualTo(stage.get("agrees").asBoolean());
    }
  }

  private static void refusal(Trial trial, Answer answer) {
    if (trial.method().equals("HEAD")) {
      return;
    }
    Problem problem = answer.problem();
    assertThat(TYPES).containsKey(problem.type());
    assertThat(TYPES.get(problem.type()))
        .as(problem.type())
        .returns(answer.status(), ProblemType::status);
    for (String code : problem.codes()) {
      assertThat(CODES).containsKey(code);
      assertThat(CODES.get(code)).as(code).returns(answer.status(), known -> known.type().status());
    }
    JsonNode request = read(trial.body());
    if (request != null) {
      problem
          .pointers()
          .forEach(pointer -> assertThat(leadsSomewhere(request, pointer)).as(pointer).isTrue());
    }
  }

  private static @Nullable JsonNode read(byte[] body) {
    try {
      return Json.read(body);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Whether a pointer leads to something that is there, or that could be. */
  private static boolean leadsSomewhere(JsonNode request, String pointer) {
    JsonNode node = request;
    for (String token : pointer.replaceFirst("^#?/?", "").split("/")) {
      if (node.isArray()) {
        node = token.matches("\\d+") ? node.path(Integer.parseInt(token)) : null;
        if (node == null || node.isMissingNode()) {
          return false;
        }
      } else if (node.isObject()) {
        node = node.path(unescaped(token));
      } else if (!node.isMissingNode() && !node.isNull() && !token.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static String unescaped(String token) {
    return URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8)
        .replace("~1", "/")
        .replace("~0", "~");
  }
}
