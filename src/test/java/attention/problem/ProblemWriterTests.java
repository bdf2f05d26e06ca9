package attention.problem;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Problems as documents (RFC 9457). */
class ProblemWriterTests {

  private static void assertWritten(Problem problem, String instance, String expected) {
    assertThat(Json.read(ProblemWriter.bytes(problem, "", instance)))
        .isEqualTo(Json.read(expected));
  }

  @Test
  void everyFaultIsListedWithItsPlace() {
    Pointer row = Pointer.ROOT.child("x").child(1);
    assertWritten(
        new Problem(
            ProblemType.RAGGED_MATRIX,
            "A \"quoted\" é.",
            List.of(
                new Fault(FaultCode.RAGGED_ROW, row, "B."),
                new Fault(FaultCode.VALUE_OUT_OF_RANGE, Parameter.named("scale"), "C.")),
            null),
        "/attention/self",
        """
        {"type": "/problems/ragged-matrix", "title": "%s", "status": 422,
         "detail": "A \\"quoted\\" é.", "instance": "/attention/self",
         "errors": [{"code": "ragged-row", "pointer": "#/x/1", "detail": "B."},
                    {"code": "value-out-of-range", "parameter": "scale", "detail": "C."}]}
        """
            .formatted(ProblemType.RAGGED_MATRIX.title()));
  }

  @Test
  void aProblemOfTheWholeRequestListsNoErrors() {
    Problem problem = Problem.atCapacity(Duration.ofSeconds(2));
    assertWritten(
        problem,
        "/x",
        """
        {"type": "/problems/at-capacity", "title": "%s", "status": 503, "detail": "%s",
         "instance": "/x"}
        """
            .formatted(problem.type().title(), problem.detail()));
  }

  @Test
  void withoutAPathTheInstanceIsTheService() {
    byte[] document = ProblemWriter.bytes(new Problem(ProblemType.BAD_REQUEST, "No."), "", null);
    assertThat(Json.read(document).get("instance").asString()).isEqualTo("/");
  }

  @Test
  void theAddressOfAProblemIsBelowThePathOfTheService() {
    byte[] document =
        ProblemWriter.bytes(new Problem(ProblemType.NOT_FOUND, "No."), "/below", "/below/x");
    assertThat(Json.read(document).get("type").asString()).isEqualTo("/below/problems/not-found");
  }
}
