package attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keeps the float and the double side of the arithmetic one text. The property {@code twins.write}
 * writes the double side anew; Spotless formats it.
 */
class TwinTests {

  private static final Path SOURCES = Path.of("src/main/java/attention");
  private static final Pattern END_OF_STATEMENT = Pattern.compile("(?<=[;{}])");

  @ParameterizedTest
  @CsvSource({
    "matrix/FloatMatrix.java, matrix/DoubleMatrix.java",
    "kernel/ScalarFloatKernel.java, kernel/ScalarDoubleKernel.java",
    "kernel/SimdFloatKernel.java, kernel/SimdDoubleKernel.java",
    "kernel/FloatPanels.java, kernel/DoublePanels.java",
    "kernel/FloatRotation.java, kernel/DoubleRotation.java",
    "kernel/FloatTiles.java, kernel/DoubleTiles.java"
  })
  void theDoubleSideIsTheFloatSideWithOtherTypes(Path floats, Path doubles) throws IOException {
    String text = Files.readString(SOURCES.resolve(floats));
    assertThat(text).contains("float", "Float");
    if (Boolean.getBoolean("twins.write") && !areTwins(text, doubles)) {
      Files.writeString(SOURCES.resolve(doubles), widened(text));
    }
    assertThat(statements(Files.readString(SOURCES.resolve(doubles))))
        .as(
            "%s; write it anew with ./mvnw test -Dtest=TwinTests -Dtwins.write=true, then run spotless:apply",
            doubles)
        .isEqualTo(statements(widened(text)));
  }

  @Test
  void anotherSignOrAnotherTypeMakesThemDiffer() {
    List<String> doubles = statements("double sum = a + b;");
    assertThat(statements(widened("float sum =\n   a + b;"))).isEqualTo(doubles);
    assertThat(statements(widened("float sum = a - b;"))).isNotEqualTo(doubles);
    assertThat(statements("float sum = a + b;")).isNotEqualTo(doubles);
  }

  private static boolean areTwins(String floats, Path doubles) throws IOException {
    return statements(Files.readString(SOURCES.resolve(doubles)))
        .equals(statements(widened(floats)));
  }

  private static String widened(String text) {
    return text.replace("Float", "Double")
        .replace("float", "double")
        .replace("FLOAT32", "FLOAT64")
        .replace("binary32", "binary64");
  }

  /**
   * The statements of a source without what the formatter decides: white space, the stars of doc
   * comments, and the order of the imports, which is put in front.
   */
  private static List<String> statements(String source) {
    String folded = source.replaceAll("\\R\\s*\\*(?=\\s)", " ").replaceAll("\\s+", "");
    List<String> all = END_OF_STATEMENT.splitAsStream(folded).toList();
    return Stream.concat(
            all.stream().filter(statement -> statement.startsWith("import")).sorted(),
            all.stream().filter(statement -> !statement.startsWith("import")))
        .toList();
  }
}
