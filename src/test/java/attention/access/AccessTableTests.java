package attention.access;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Operated;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * Every path that is mapped, on both ports, with no key, a wrong one, an expired one, and the right
 * ones of a user and of an operator.
 */
@SecuredTest
class AccessTableTests {

  private static final String BODY = "{\"embeddings\":[[1,2],[3,4]]}";

  /** For whom a path is. */
  private enum For {
    EVERYBODY,
    USERS,
    OPERATORS,
    NOBODY,
    /** Refused in front of everything. */
    NOWHERE
  }

  /** Who asks. */
  private enum Sender {
    WITHOUT_KEY(null),
    WITH_A_WRONG_KEY(Keys.WRONG),
    WITH_AN_EXPIRED_KEY(Keys.EXPIRED),
    USER(Keys.USER),
    OPERATOR(Keys.OPERATOR);

    private final @Nullable String key;

    Sender(@Nullable String key) {
      this.key = key;
    }

    private String expected(For whom) {
      if (whom == For.NOWHERE) {
        return "404";
      }
      return switch (this) {
        case WITHOUT_KEY -> whom == For.EVERYBODY ? "served" : "401";
        case WITH_A_WRONG_KEY, WITH_AN_EXPIRED_KEY -> "401";
        case USER -> whom == For.EVERYBODY || whom == For.USERS ? "served" : "403";
        case OPERATOR -> whom == For.EVERYBODY || whom == For.OPERATORS ? "served" : "403";
      };
    }
  }

  private static final String LIBRARY =
      """
      GET /webjars/**
      GET /webjars/*swagger-ui/**
      GET /webjars/*swagger-ui/*index.html
      GET /webjars/*swagger-ui/*swagger-initializer.js
      GET /webjars/*swagger-ui/VERSION/*index.html
      GET /webjars/*swagger-ui/VERSION/*swagger-initializer.js
      """;

  private static final String SWAGGER =
      """
      GET /swagger-ui/**
      GET /swagger-ui/*index.html
      GET /swagger-ui/*swagger-initializer.js
      """;

  private static final String PROBES =
      """
      GET /livez
      GET /readyz
      """;

  private static final Map<For, String> USERS =
      Map.of(
          For.EVERYBODY,
          PROBES
              + SWAGGER
              + """
              GET /
              GET /attention
              GET /attention/checks
              GET /attention/examples
              GET /attention/examples/{name}
              GET /explorer/{name}
              GET /problems/{type}
              GET /swagger-ui.html
              GET /v3/api-docs
              GET /v3/api-docs/swagger-config
              """,
          For.USERS,
          """
          POST /attention/additive
          POST /attention/additive/check
          POST /attention/encoder-decoder
          POST /attention/encoder-decoder/check
          POST /attention/multi-head
          POST /attention/multi-head/check
          POST /attention/multiplicative
          POST /attention/multiplicative/check
          POST /attention/scaled-dot-product
          POST /attention/scaled-dot-product/check
          POST /attention/self
          POST /attention/self/check
          POST /attention/weights
          POST /attention/weights/check
          """,
          For.NOBODY,
          "GET /**",
          For.NOWHERE,
          LIBRARY);

  private static final Map<For, String> OPERATORS =
      Map.of(
          For.EVERYBODY,
          PROBES + SWAGGER,
          For.OPERATORS,
          """
          GET /actuator
          GET /actuator/health
          GET /actuator/health/**
          GET /actuator/info
          GET /actuator/metrics
          GET /actuator/metrics/{requiredMetricName}
          GET /actuator/prometheus
          GET /actuator/sbom
          GET /actuator/sbom/{id}
          """,
          For.NOBODY,
          "GET /**",
          For.NOWHERE,
          LIBRARY);

  private Operated service;
  private MappedPaths paths;

  @BeforeEach
  void reach(@Autowired Environment environment, @Autowired MappedPaths paths) {
    this.service = new Operated(environment);
    this.paths = paths;
  }

  private static Map<String, For> table(Map<For, String> rows) {
    return new TreeMap<>(
        rows.entrySet().stream()
            .flatMap(row -> row.getValue().lines().map(path -> Map.entry(path, row.getKey())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private Set<String> mapped(String port) {
    return paths.on(port).stream()
        .map(path -> path.replaceAll("\\d+\\.\\d+\\.\\d+", "VERSION"))
        .collect(Collectors.toSet());
  }

  @Test
  void noMappedPathIsForgotten() {
    assertThat(mapped(MappedPaths.USERS))
        .containsExactlyInAnyOrderElementsOf(table(USERS).keySet());
    assertThat(mapped(MappedPaths.OPERATORS))
        .containsExactlyInAnyOrderElementsOf(table(OPERATORS).keySet());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotForTheSenderIsRefused(Sender sender) {
    assertThat(answers(sender, service.users(), table(USERS)))
        .isEqualTo(each(USERS, sender::expected));
    assertThat(answers(sender, service.operators(), table(OPERATORS)))
        .isEqualTo(each(OPERATORS, sender::expected));
  }

  private static Map<String, String> each(Map<For, String> rows, Function<For, String> expected) {
    Map<String, String> answers = new TreeMap<>();
    table(rows).forEach((path, whom) -> answers.put(path, expected.apply(whom)));
    return answers;
  }

  private static Map<String, String> answers(Sender sender, Client to, Map<String, For> table) {
    Map<String, String> answers = new TreeMap<>();
    table.forEach((path, whom) -> answers.put(path, answer(sender, to, path, whom)));
    return answers;
  }

  private static String answer(Sender sender, Client to, String row, For whom) {
    UnaryOperator<String> sample =
        pattern ->
            pattern.replace("**", "some").replace("*", "").replaceAll("\\{.*}|VERSION", "some");
    String[] words = row.split(" ");
    Stream<String> headers =
        Stream.concat(
            Stream.of("Accept", "application/json", "Content-Type", "application/json"),
            sender.key == null ? Stream.of() : Stream.of("Authorization", "Bearer " + sender.key));
    Answer answer =
        to.send(
            words[0],
            sample.apply(words[1]),
            words[0].equals("POST") ? BODY : null,
            headers.toArray(String[]::new));
    return whom == For.NOWHERE ? Integer.toString(answer.status()) : outcome(answer);
  }

  /** A refusal is a problem with a challenge; what else is answered is another class's business. */
  private static String outcome(Answer answer) {
    switch (answer.status()) {
      case 401 -> {
        assertThat(answer.problem(401).type()).isEqualTo("/problems/unauthenticated");
        assertThat(answer.header("WWW-Authenticate").orElseThrow())
            .startsWith("Bearer realm=\"attention\"");
        return "401";
      }
      case 403 -> {
        assertThat(answer.problem(403).type()).isEqualTo("/problems/forbidden");
        return "403";
      }
      default -> {
        return "served";
      }
    }
  }
}
