package attention.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.http.Answer;
import attention.http.Headers;
import attention.http.Operated;
import attention.http.ServerRequests;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With one property, requests are traced. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.port=0",
      "spring.test.metrics.export=true",
      "spring.test.tracing.export=true",
      "management.opentelemetry.enabled=true",
      "management.opentelemetry.tracing.export.schedule-delay=100ms",
      "logging.level.attention=debug"
    })
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class TracingTests {

  private static final String THREE = "{\"embeddings\":[[1,2],[3,4],[5,6]]}";
  private static final String DOT = "{\"score\":\"dot\",\"embeddings\":[[1,2],[3,4]]}";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String PARENT = "b7ad6b7169203331";

  private static final SpanCollector COLLECTOR = collector();

  private Operated service;

  private static SpanCollector collector() {
    try {
      return new SpanCollector();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void collector(DynamicPropertyRegistry properties) {
    properties.add("management.opentelemetry.tracing.export.otlp.endpoint", COLLECTOR::address);
  }

  @AfterAll
  static void stop() {
    COLLECTOR.stop();
  }

  @BeforeEach
  void reach(@Autowired Environment environment) {
    service = new Operated(environment);
  }

  private static String parent(String trace, String sampled) {
    return "00-" + trace + "-" + PARENT + "-" + sampled;
  }

  private static String parentId(Span span) {
    return SpanCollector.hex(span.getParentSpanId().toByteArray());
  }

  @Test
  void aTraceHasTheRequestAndItsSteps() {
    Answer answer = service.post("/attention/self", THREE, "traceparent", parent(TRACE, "01"));
    List<Span> spans = COLLECTOR.of(TRACE, 5);
    Span request = spans.getFirst();
    String id = SpanCollector.hex(request.getSpanId().toByteArray());
    assertThat(parentId(request)).isEqualTo(PARENT);
    assertThat(request.getName()).isEqualTo("http post /attention/self");
    assertThat(spans.subList(1, 5))
        .extracting(Span::getName)
        .containsExactly("read", "plan", "compute", "write");
    assertThat(spans.subList(1, 5)).extracting(TracingTests::parentId).containsOnly(id);
    assertThat(answer.header("traceparent")).contains("00-" + TRACE + "-" + id + "-01");
    assertThat(answer.header("X-Request-Id")).contains(TRACE);
    assertThat(spans.get(3).getAttributesList())
        .extracting(it -> it.getKey() + "=" + it.getValue().getIntValue())
        .containsExactly("rows=3");
  }

  @Test
  void requestsAreTimedAsWithoutTraces() {
    ServerRequests.assertCounted(service);
  }

  @Test
  void aCheckHasStepsToo() {
    String trace = "1" + TRACE.substring(1);
    service.post(
        "/attention/weights/check",
        "{\"scores\":[[1,2]],\"answer\":{\"weights\":[[0.5,0.5]]}}",
        "traceparent",
        parent(trace, "01"));
    assertThat(COLLECTOR.of(trace, 4))
        .extracting(Span::getName)
        .contains("read", "plan", "compute");
  }

  @Test
  void whatItsClientDoesNotRecordIsNotSent() {
    String unrecorded = "2" + TRACE.substring(1);
    String recorded = "3" + TRACE.substring(1);
    Answer answer = service.post("/attention/self", THREE, "traceparent", parent(unrecorded, "00"));
    service.post("/attention/self", THREE, "traceparent", parent(recorded, "01"));
    assertThat(COLLECTOR.of(recorded, 5)).hasSize(5);
    assertThat(COLLECTOR.in(unrecorded)).isEmpty();
    assertThat(answer.header("X-Request-Id")).contains(unrecorded);
    assertThat(answer.header("traceparent").orElseThrow()).endsWith("-00");
  }

  @Test
  void logLinesNameTraceAndSpan(CapturedOutput output) {
    String trace = "4" + TRACE.substring(1);
    service.post("/attention/self", "{}", "traceparent", parent(trace, "01"));
    COLLECTOR.of(trace, 2);
    assertThat(output.getOut().lines().filter(line -> line.contains("Refused /attention/self")))
        .anyMatch(line -> line.contains("[" + trace + "]"));
  }

  @Test
  void responseTimesHaveExemplars() {
    String trace = "5" + TRACE.substring(1);
    service.post("/attention/multiplicative", DOT, "traceparent", parent(trace, "01"));
    // The time is recorded after the response, which the client may have by then.
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(exemplars("attention_response_time_seconds_bucket"))
                .contains("trace_id=\"" + trace + "\""));
  }

  private String exemplars(String series) {
    return new Headers("Accept", "application/openmetrics-text;version=1.0.0")
        .get(service.operators(), "/actuator/prometheus")
        .text()
        .lines()
        .filter(line -> line.startsWith(series) && line.contains(" # {"))
        .collect(Collectors.joining("\n"));
  }
}
