package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.GoldenCase;
import attention.http.RefusalCase;
import attention.problem.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Bodies that must be refused. */
class RefusalCaseTests {

  @TestFactory
  Stream<DynamicTest> theRefusalNamesWhatIsWrong() {
    return GoldenCase.refusals()
        .map(refusal -> DynamicTest.dynamicTest(refusal.toString(), () -> assertRefused(refusal)));
  }

  private static void assertRefused(RefusalCase refusal) {
    Problem problem = Planning.DEFAULT.refusal(refusal.path(), refusal.body());
    assertThat(problem.type().status()).isEqualTo(refusal.status());
    assertThat(problem.faults())
        .extracting(fault -> fault.location().toString())
        .containsAll(refusal.pointers());
  }
}
