package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import attention.capacity.Tracing;
import attention.http.Client;
import attention.http.ServiceTest;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Without the property nothing traces requests. */
@ServiceTest
class UntracedTests {

  @Test
  void nothingThatTracesIsThere(@Autowired ApplicationContext service) {
    assertThat(service.getBean(Tracer.class)).isSameAs(Tracer.NOOP);
    assertThat(service.getBean(Tracing.class).current()).isNull();
    assertThat(service.getBeanNamesForType(TracingObservationHandler.class)).isEmpty();
    assertThat(service.getBeanNamesForType(OpenTelemetry.class)).isEmpty();
  }

  @Test
  void aResponseNamesNoSpan(@LocalServerPort int port) {
    assertThat(new Client(port).post("/attention/self", "{\"embeddings\":[[1]]}").headers())
        .doesNotContainKey("traceparent");
  }
}
