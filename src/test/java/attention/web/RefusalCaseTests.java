package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Bodies that must be refused, over HTTP. */
@ServiceTest
class RefusalCaseTests {

  private final Client client;
  private final Set<String> paths;

  RefusalCaseTests(
      @LocalServerPort int port,
      @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
    client = new Client(port);
    paths =
        requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
            .flatMap(mapping -> mapping.getPatternValues().stream())
            .collect(Collectors.toSet());
  }

  @Test
  void everyPathOfTheCasesIsThere() {
    assertThat(paths).containsAll(GoldenCase.refusals().map(RefusalCase::path).toList());
  }

  @TestFactory
  Stream<DynamicTest> theRefusalNamesWhatIsWrong() {
    return GoldenCase.refusals()
        .map(refusal -> DynamicTest.dynamicTest(refusal.toString(), () -> assertRefused(refusal)));
  }

  private void assertRefused(RefusalCase refusal) {
    for (String accept : List.of(Client.JSON, Client.NDJSON)) {
      Problem problem =
          client.post(refusal.path(), refusal.body(), accept).problem(refusal.status());
      assertThat(problem.pointers()).containsAll(refusal.pointers());
    }
  }
}
