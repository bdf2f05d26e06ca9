package attention.front;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

class ProbeHandlerTests {

  private final ApplicationAvailabilityBean availability = new ApplicationAvailabilityBean();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  static Stream<Arguments> states() {
    return Stream.of(
        Arguments.of("/livez", LivenessState.CORRECT, 200, "UP"),
        Arguments.of("/livez", LivenessState.BROKEN, 503, "DOWN"),
        Arguments.of("/livez", ReadinessState.ACCEPTING_TRAFFIC, 503, "DOWN"),
        Arguments.of("/readyz", ReadinessState.ACCEPTING_TRAFFIC, 200, "UP"),
        Arguments.of("/readyz", ReadinessState.REFUSING_TRAFFIC, 503, "OUT_OF_SERVICE"),
        Arguments.of("/readyz", LivenessState.CORRECT, 503, "OUT_OF_SERVICE"));
  }

  @ParameterizedTest
  @MethodSource("states")
  void aProbeTellsItsState(String path, AvailabilityState state, int status, String told)
      throws ServletException, IOException {
    availability.onApplicationEvent(new AvailabilityChangeEvent<>(this, state));
    ask("GET", path);
    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(response.getContentAsString()).isEqualTo("{\"status\":\"" + told + "\"}");
    assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
    assertThat(response.getContentType()).isEqualTo("application/json");
  }

  @Test
  void aProbeTellsItsMethods() throws ServletException, IOException {
    ask("OPTIONS", "/livez");
    assertThat(response.getHeader("Allow")).isEqualTo("GET,HEAD,OPTIONS");
    assertThat(response.getContentAsString()).isEmpty();
  }

  @Test
  void aProbeIsOnlyRead() {
    assertThatThrownBy(() -> ask("POST", "/readyz"))
        .isInstanceOf(HttpRequestMethodNotSupportedException.class);
  }

  private void ask(String method, String path) throws ServletException, IOException {
    SimpleUrlHandlerMapping mapping = (SimpleUrlHandlerMapping) ProbeHandler.mapping(availability);
    HttpRequestHandler probe = (HttpRequestHandler) mapping.getUrlMap().get(path);
    requireNonNull(probe).handleRequest(new MockHttpServletRequest(method, path), response);
  }
}
