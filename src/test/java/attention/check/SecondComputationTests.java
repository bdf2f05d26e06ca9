package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.definition.Arithmetic;
import attention.definition.Definition;
import attention.definition.Effort;
import attention.definition.Layout;
import attention.definition.NaturalView;
import attention.definition.Recomputation;
import attention.http.Json;
import attention.matrix.Dtype;
import attention.mistake.Given;
import attention.mistake.Tolerance;
import attention.request.AttentionRequest;
import attention.trace.Member;
import attention.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The definition and the service compute the same, each in its own way. */
class SecondComputationTests {

  static List<Path> files() throws IOException {
    return CheckCaseTests.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyStageOfEveryRequestIsThatOfTheService(Path file) throws IOException {
    for (JsonNode it : Json.read(Files.readAllBytes(file))) {
      Checked.Planned planned = Checked.plan(it.get("path").stringValue(), it.get("request"));
      AttentionRequest request = planned.request();
      Trace trace = planned.trace();
      Dtype dtype = request.options().dtype();
      Drawn drawn = new Drawn(trace.preamble().parameters());
      Definition definition =
          new DefinitionReader(Arithmetic.of(dtype), dtype, drawn, trace.rowCount()).read(request);
      NaturalView view = new NaturalView(Recomputation.of(definition, null, unlimited(), 0));
      List<StageComparison> comparisons = new ArrayList<>();
      for (Member stage : Layout.stages(definition)) {
        comparisons.add(comparison(stage, view, tolerance(dtype)));
      }
      new Ours(trace, comparisons).compare(trace.preamble().parameters());
      for (StageComparison comparison : comparisons) {
        assertThat(comparison.report().members())
            .as("%s, %s", it.get("case").stringValue(), comparison.given().stage())
            .containsEntry("agrees", true);
      }
    }
  }

  private static Effort unlimited() {
    return new Effort(Long.MAX_VALUE, Long.MAX_VALUE, () -> false);
  }

  private static StageComparison comparison(Member stage, NaturalView view, Tolerance tolerance) {
    int[] shape = view.shape(stage);
    int width = view.width(stage);
    double[] numbers = new double[view.rows(stage) * width];
    for (int row = 0; row < view.rows(stage); row++) {
      System.arraycopy(view.row(stage, row), 0, numbers, row * width, width);
    }
    return new StageComparison(
        new Given(stage, Given.trimmed(shape), numbers, tolerance, 0), shape, shape, width);
  }

  private static Tolerance tolerance(Dtype dtype) {
    return switch (dtype) {
      case FLOAT64 -> new Tolerance(1e-12, 1e-12);
      case FLOAT32 -> new Tolerance(2e-6, 2e-5);
      case FLOAT16 -> new Tolerance(4e-3, 1e-2);
      case BFLOAT16 -> new Tolerance(3e-2, 5e-2);
    };
  }
}
