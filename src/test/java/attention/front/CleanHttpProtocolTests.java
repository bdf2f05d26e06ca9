package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.http.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.coyote.RequestGroupInfo;
import org.apache.coyote.RequestInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What parsed a request without a version is replaced, counted, and kept by nobody. */
class CleanHttpProtocolTests {

  private static final int REQUESTS = 3;

  @TempDir private Path directory;

  @Test
  void whatParsedARequestWithoutAVersionLeavesItsGroup() throws Exception {
    List<RequestInfo> parsed = new CopyOnWriteArrayList<>();
    Set<RequestGroupInfo> groups = ConcurrentHashMap.newKeySet();
    try (LocalTomcat tomcat =
        LocalTomcat.start(
            directory,
            Runnable::run,
            request -> {
              CleanHttpProtocol.inspect(request.getCoyoteRequest());
              parsed.add(request.getCoyoteRequest().getRequestProcessor());
              groups.add(parsed.getLast().getGlobalProcessor());
            })) {
      for (int i = 0; i < REQUESTS; i++) {
        try (Wire wire = Wire.to(tomcat.port()).send("GET /\r\n")) {
          wire.rest();
        }
      }
      assertThat(parsed).hasSize(REQUESTS).doesNotHaveDuplicates();
      await().until(() -> parsed.stream().allMatch(it -> it.getGlobalProcessor() == null));
      assertThat(groups)
          .singleElement()
          .extracting(RequestGroupInfo::getRequestCount)
          .isEqualTo(REQUESTS);
    }
  }
}
