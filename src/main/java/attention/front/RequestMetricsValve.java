package attention.front;

import attention.capacity.Exchange;
import attention.capacity.Meters;
import attention.capacity.Outcome;
import attention.capacity.Tracing;
import attention.format.Representation;
import attention.trace.Mechanism;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Records how each request to a mechanism ended. A valve, because Tomcat already counts the bytes
 * there.
 */
final class RequestMetricsValve extends ValveBase {

  private static final String OUTCOME = RequestMetricsValve.class.getName() + ".outcome";
  private static final String SPAN = RequestMetricsValve.class.getName() + ".span";
  private static final String NO_REPRESENTATION = "none";

  private static final Map<String, String> REPRESENTATIONS =
      Stream.of(Representation.values())
          .collect(Collectors.toUnmodifiableMap(Representation::mediaType, Object::toString));

  private final Meters meters;

  RequestMetricsValve(Meters meters) {
    super(true);
    this.meters = meters;
  }

  /** Records the outcome of a request, unless its response is complete. */
  static void note(HttpServletRequest request, Outcome outcome) {
    request.setAttribute(OUTCOME, outcome);
  }

  /** Has a request counted in the name of its span. */
  static void note(HttpServletRequest request, Tracing.Current span) {
    request.setAttribute(SPAN, span);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Mechanism mechanism = RequestHead.computed(request.getMethod(), request.getServletPath());
    if (mechanism == null) {
      getNext().invoke(request, response);
      return;
    }
    long start = System.nanoTime();
    Outcome unnoted = Outcome.FAILED;
    try {
      getNext().invoke(request, response);
      unnoted = Outcome.ANSWERED;
    } finally {
      Outcome outcome = request.getAttribute(OUTCOME) instanceof Outcome noted ? noted : unnoted;
      Exchange exchange =
          new Exchange(
              mechanism,
              representation(response.getContentType()),
              outcome,
              System.nanoTime() - start,
              request.getCoyoteRequest().getBytesRead(),
              response.getContentWritten());
      if (request.getAttribute(SPAN) instanceof Tracing.Current span) {
        span.during(() -> meters.ended(exchange));
      } else {
        meters.ended(exchange);
      }
    }
  }

  private static String representation(@Nullable String contentType) {
    return contentType == null
        ? NO_REPRESENTATION
        : REPRESENTATIONS.getOrDefault(contentType, NO_REPRESENTATION);
  }
}
