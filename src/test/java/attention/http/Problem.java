package attention.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A refusal, as problem details. */
public record Problem(JsonNode document) {

  /** What only the inside of the service knows. */
  private static final List<String> LEAKS =
      List.of(
          ".java",
          "Exception",
          "java.lang",
          "java.util",
          "java.base",
          "jakarta.",
          "org.springframework",
          "org.apache",
          "Tomcat",
          "tools.jackson",
          "com.fasterxml",
          "\tat ",
          "<html",
          "<!doctype");

  private static final Pattern CLASS = Pattern.compile("attention\\.([a-z]+\\.)?[A-Z]");

  public String detail() {
    return document.path("detail").asString();
  }

  public String type() {
    return document.path("type").asString();
  }

  public List<String> codes() {
    return errors().map(error -> error.path("code").asString()).toList();
  }

  public List<String> pointers() {
    return errors().map(error -> error.path("pointer").asString("")).toList();
  }

  /** Code and place of each error, as in {@code ragged-row at #/embeddings/1}. */
  public List<String> faults() {
    return errors()
        .map(error ->
            error.path("code").asString()
                + " at "
                + error.path("pointer").asString(error.path("parameter").asString("")))
        .toList();
  }

  private Stream<JsonNode> errors() {
    return StreamSupport.stream(document.path("errors").spliterator(), false);
  }

  public void assertWellFormed(int status) {
    for (String member : List.of("type", "title", "detail", "instance")) {
      assertThat(document.path(member).isString()).as("%s in %s", member, document).isTrue();
      assertThat(document.path(member).asString()).as(member).isNotBlank();
    }
    assertThat(document.path("status").asInt()).isEqualTo(status);
    assertThat(type()).startsWith("/problems/");
    assertThat(errors().count()).isLessThanOrEqualTo(20);
    errors()
        .forEach(error -> {
          assertThat(error.path("code").asString()).matches("[a-z]+(-[a-z0-9]+)*");
          assertThat(error.path("detail").asString()).isNotBlank();
        });
    assertLeaksNothing(document.toString());
  }

  /** Asserts that a text does not tell what the service is made of. */
  public static void assertLeaksNothing(String text) {
    for (String leak : LEAKS) {
      assertThat(text).doesNotContainIgnoringCase(leak);
    }
    assertThat(text).doesNotContainPattern(CLASS);
  }
}
