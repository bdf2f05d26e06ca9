package attention.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** The series of {@code http.server.requests}, which are the same whether requests are traced. */
public final class ServerRequests {

  private static final String NAME = "http_server_requests_seconds_count";

  private static final List<String> SERIES =
      List.of(
          series("POST", "SUCCESS", 200, "/attention/self"),
          series("POST", "CLIENT_ERROR", 400, "/attention/self"),
          series("DELETE", "CLIENT_ERROR", 405, "UNKNOWN"),
          series("GET", "CLIENT_ERROR", 404, "/**"),
          series("GET", "SUCCESS", 200, "/attention"),
          series("GET", "REDIRECTION", 302, "/swagger-ui.html"));

  private ServerRequests() {}

  private static String series(String method, String outcome, int status, String uri) {
    return "%s{method=\"%s\",outcome=\"%s\",status=\"%d\",uri=\"%s\"}"
        .formatted(NAME, method, outcome, status, uri);
  }

  /** Sends a request to each of the series, and requires that it is counted there and only once. */
  public static void assertCounted(Operated service) {
    List<Double> before = SERIES.stream().map(service::metric).toList();
    double all = service.total(NAME);
    service.post("/attention/self", "{\"embeddings\":[[1]]}");
    service.post("/attention/self", "{");
    service.users().send("DELETE", "/attention/self", null);
    service.users().get("/nothing");
    service.users().get("/attention");
    service.users().get("/swagger-ui.html");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> {
          for (int i = 0; i < SERIES.size(); i++) {
            assertThat(service.metric(SERIES.get(i)))
                .as(SERIES.get(i))
                .isEqualTo(before.get(i) + 1);
          }
          assertThat(service.total(NAME)).isEqualTo(all + SERIES.size());
        });
  }
}
