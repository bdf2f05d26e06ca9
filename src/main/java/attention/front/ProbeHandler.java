package attention.front;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.support.WebContentGenerator;

/**
 * Answers probes as Actuator's groups {@code liveness} and {@code readiness} do, with less code.
 * Probes are so few that the JIT compiles nothing for them, and beside requests that keep every
 * core busy, what Actuator runs to answer one takes as long as some ten of those.
 */
final class ProbeHandler extends WebContentGenerator implements HttpRequestHandler {

  private static final String LIVE = "/livez";
  private static final String READY = "/readyz";

  /** Before the handlers of requests, as the endpoints of Actuator are. */
  private static final int ORDER = -100;

  private final Supplier<Status> state;

  private ProbeHandler(Supplier<Status> state) {
    super(HttpMethod.GET.name(), HttpMethod.HEAD.name());
    this.state = state;
  }

  /** Has both probes answered on a port. */
  static HandlerMapping mapping(ApplicationAvailability availability) {
    ProbeHandler live =
        new ProbeHandler(() ->
            availability.getLivenessState() == LivenessState.CORRECT ? Status.UP : Status.DOWN);
    ProbeHandler ready =
        new ProbeHandler(() ->
            availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
                ? Status.UP
                : Status.OUT_OF_SERVICE);
    return new SimpleUrlHandlerMapping(Map.of(LIVE, live, READY, ready), ORDER);
  }

  /** Whether a probe is at a path. */
  static boolean isAt(String path) {
    return path.equals(LIVE) || path.equals(READY);
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (HttpMethod.OPTIONS.matches(request.getMethod())) {
      response.setHeader(HttpHeaders.ALLOW, getAllowHeader());
      return;
    }
    checkRequest(request);
    Status status = state.get();
    String told = "{\"status\":\"" + status.getCode() + "\"}";
    byte[] body = told.getBytes(StandardCharsets.US_ASCII);
    response.setStatus(
        status.equals(Status.UP)
            ? HttpServletResponse.SC_OK
            : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
