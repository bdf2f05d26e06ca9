package attention.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ONNX project's own tests of an operator, as golden cases in a folder that a system property
 * names; docs/conformance.md tells how to make one.
 */
public enum OnnxCases {
  ATTENTION("onnx.cases"),
  ROTARY_EMBEDDING("onnx.rotary.cases");

  private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+");

  private final String property;

  OnnxCases(String property) {
    this.property = property;
  }

  /** Where there are none the test fails in CI and is skipped with a word elsewhere. */
  public void require() {
    if (!Files.isDirectory(folder()) || all().isEmpty()) {
      Missing.skip(
          "The ONNX tests need -D%s=FOLDER, as docs/conformance.md tells".formatted(property));
    }
  }

  private Path folder() {
    return Path.of(System.getProperty(property, "no-onnx-cases"));
  }

  public List<GoldenCase> all() {
    return GoldenCase.in(folder()).toList();
  }

  /** The version of ONNX that a case is of, such as v1.23.1. */
  public static String version(GoldenCase onnx) {
    Matcher version = VERSION.matcher(onnx.source());
    assertThat(version.find()).as(onnx.source()).isTrue();
    return version.group();
  }
}
