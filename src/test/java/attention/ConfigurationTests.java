package attention;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** The properties in docs/configuration.md exist, with the defaults listed there. */
class ConfigurationTests {

  private static final Pattern ROW =
      Pattern.compile("^\\| `([\\w.-]+)` \\| (none|`[^`]+`) \\| (.*) \\|$", Pattern.MULTILINE);
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final String OWN = "attention.";
  private static final String NONE = "none";

  /** A row of a table. */
  record Property(String name, String defaultValue, String meaning) {

    boolean isOwn() {
      return name.startsWith(OWN);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Property> listed() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/configuration.md")))
        .results()
        .map(row -> new Property(row.group(1), row.group(2), row.group(3)))
        .toList();
  }

  static Stream<Property> propertiesOfSpringBoot() throws IOException {
    return listed().stream().filter(property -> !property.isOwn());
  }

  /** What the class path declares, by name. */
  private static Map<String, JsonNode> declared() throws IOException {
    Map<String, JsonNode> declared = new TreeMap<>();
    ClassLoader loader = ConfigurationTests.class.getClassLoader();
    for (URL metadata : Collections.list(loader.getResources(METADATA))) {
      try (InputStream in = metadata.openStream()) {
        for (JsonNode property : Json.read(in.readAllBytes()).get("properties")) {
          declared.put(property.get("name").asString(), property);
        }
      }
    }
    return declared;
  }

  private static String defaultValue(JsonNode property) {
    JsonNode value = property.get("defaultValue");
    return value == null || value.isArray() ? NONE : "`" + value.asString() + "`";
  }

  @Test
  void everyPropertyOfTheServiceIsListedAsItIsDeclared() throws IOException {
    List<Property> declared =
        declared().entrySet().stream()
            .filter(property -> property.getKey().startsWith(OWN))
            .map(property ->
                new Property(
                    property.getKey(),
                    defaultValue(property.getValue()),
                    property.getValue().get("description").asString()))
            .toList();
    assertThat(listed().stream().filter(Property::isOwn)).containsExactlyElementsOf(declared);
  }

  @ParameterizedTest
  @MethodSource("propertiesOfSpringBoot")
  void aPropertyOfSpringBootIsListedWithTheDefaultOfThisService(Property property)
      throws IOException {
    Object set =
        new YamlPropertySourceLoader()
            .load("application", new ClassPathResource("application.yaml"))
            .getFirst()
            .getProperty(property.name());
    Map<String, JsonNode> declared = declared();
    assertThat(declared.keySet())
        .anyMatch(name -> property.name().equals(name) || property.name().startsWith(name + "."));
    String expected =
        declared.containsKey(property.name()) ? defaultValue(declared.get(property.name())) : NONE;
    assertThat(property.defaultValue()).isEqualTo(set == null ? expected : "`" + set + "`");
  }
}
