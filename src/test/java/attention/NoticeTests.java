package attention;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The jar contains libraries with licenses that allow it, and NOTICE names them all. {@code
 * -Dnotice.write=true} writes the list.
 */
class NoticeTests {

  private static final Path NOTICE = Path.of("NOTICE");

  /** Licenses under which a library may be passed on unchanged with a service of Apache-2.0. */
  private static final Set<String> ALLOWED =
      Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-2.0");

  /** A library of the bill of materials; its licenses are a choice. */
  private record Part(String name, List<String> licenses) {

    String choice() {
      return String.join(" or ", licenses);
    }
  }

  private static List<Part> parts() throws IOException {
    try (InputStream bill =
        NoticeTests.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
      byte[] document = Objects.requireNonNull(bill, "./mvnw generate-resources").readAllBytes();
      return Json.read(document).at("/components").valueStream().map(NoticeTests::part).toList();
    }
  }

  private static Part part(JsonNode component) {
    return new Part(
        component.at("/group").asString() + ":" + component.at("/name").asString(),
        component.at("/licenses").valueStream().map(NoticeTests::license).toList());
  }

  private static String license(JsonNode license) {
    String id = license.at("/license/id").asString("");
    return id.isEmpty() ? license.at("/license/name").asString("unknown") : id;
  }

  @Test
  void eachLibraryHasALicenseThatIsAllowed() throws IOException {
    assertThat(parts())
        .hasSizeGreaterThan(50)
        .allSatisfy(part -> assertThat(part.licenses()).containsAnyElementsOf(ALLOWED));
  }

  @Test
  void theNoticeNamesEachLibraryUnderItsLicenses() throws IOException {
    String notice = Files.readString(NOTICE);
    String head = notice.substring(0, notice.indexOf("in the jar.\n") + "in the jar.\n".length());
    String expected = head + list(parts());
    if (Boolean.getBoolean("notice.write")) {
      Files.writeString(NOTICE, expected);
    }
    assertThat(Files.readString(NOTICE)).isEqualTo(expected);
  }

  private static String list(List<Part> parts) {
    Map<String, List<String>> names =
        parts.stream()
            .sorted(Comparator.comparing(Part::name))
            .collect(
                Collectors.groupingBy(
                    Part::choice,
                    TreeMap::new,
                    Collectors.mapping(Part::name, Collectors.toList())));
    return names.entrySet().stream()
        .map(entry -> "\n" + entry.getKey() + "\n\n  " + String.join("\n  ", entry.getValue()))
        .collect(Collectors.joining("\n"))
        .concat("\n");
  }
}
