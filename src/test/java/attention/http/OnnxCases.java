package attention.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ONNX project's own tests of its operator Attention, as golden cases in a folder that the
 * system property {@code onnx.cases} names; docs/conformance.md tells how to make one.
 */
public final class OnnxCases {

  private static final Path FOLDER = Path.of(System.getProperty("onnx.cases", "no-onnx-cases"));

  private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+");

  private OnnxCases() {}

  /** Where there are none the test fails in CI and is skipped with a word elsewhere. */
  public static void require() {
    if (!Files.isDirectory(FOLDER) || all().isEmpty()) {
      Missing.skip("The ONNX tests need -Donnx.cases=FOLDER, as docs/conformance.md tells");
    }
  }

  public static List<GoldenCase> all() {
    return GoldenCase.in(FOLDER).toList();
  }

  /** The version of ONNX that a case is of, such as v1.23.1. */
  public static String version(GoldenCase onnx) {
    Matcher version = VERSION.matcher(onnx.source());
    assertThat(version.find()).as(onnx.source()).isTrue();
    return version.group();
  }
}
